"""Days and windows in words, and how a visit stands on a day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_country, make_visit
from visits.models import Country, Meeting, Official, Visit
from visits.queries import wording
from visits.queries.standing import standing_of
from visits.terms import VisitStatus


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2025-04-01", "2025-04-01", "1 April 2025"),
        ("2025-05-01", "2025-05-10", "early May 2025"),
        ("2025-05-11", "2025-05-20", "mid-May 2025"),
        ("2025-02-21", "2025-02-28", "late February 2025"),
        ("2025-05-01", "2025-05-31", "May 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-01-01", "2025-12-31", "1 January 2024 – 31 December 2025"),
        ("2025-05-02", "2025-05-10", "2–10 May 2025"),
        ("2025-03-31", "2025-04-02", "31 March – 2 April 2025"),
        ("2024-12-31", "2025-01-01", "31 December 2024 – 1 January 2025"),
        ("2025-04-01", None, "from 1 April 2025"),
        (None, "2025-04-01", "until 1 April 2025"),
        (None, None, ""),
        ("0001-01-01", "9999-12-31", "1 January 1 – 31 December 9999"),
    ],
)
def test_window_is_said_as_people_say_it(
    earliest: str | None, latest: str | None, words: str
) -> None:
    assert wording.window_words(day(earliest), day(latest)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((None, None, None, None), ""),
        (("2025-04-01", "2025-04-01", "2025-04-01", "2025-04-01"), "1 April 2025"),
        (("2025-03-31", "2025-03-31", "2025-04-02", "2025-04-02"), "31 March – 2 April 2025"),
        (("2025-04-01", "2025-04-01", None, None), "from 1 April 2025, end not told"),
        (
            ("2025-05-01", "2025-05-10", None, None),
            "some time in early May 2025, length not told",
        ),
        (("2025-05-01", "2025-05-10", "2025-05-01", "2025-05-10"), "some time in early May 2025"),
        ((None, None, "2025-04-18", "2025-04-18"), "until 18 April 2025"),
        (
            ("2025-04-01", "2025-04-01", "2025-04-05", "2025-04-08"),
            "from 1 April 2025 to 5–8 April 2025",
        ),
    ],
)
def test_stay_is_said_as_exactly_as_it_is_known(days: tuple[str | None, ...], words: str) -> None:
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    visit = Visit(**{name: day(text) for name, text in zip(names, days, strict=True)})
    assert wording.stay_words(visit) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-04-03", "3 April 2025"),
        ("2025-05", "May 2025"),
        ("[2025-05-01..2025-05-10]", "early May 2025"),
        ("soon", "soon"),
    ],
)
def test_edtf_is_said_in_words(text: str, words: str) -> None:
    assert wording.edtf_words(text) == words


def test_visitor_without_a_head_is_a_delegation() -> None:
    china = Country(code="CN", names={"en": "China"})
    assert wording.visitor_words(Visit(visitor_country=china)) == "Delegation of China"
    assert wording.visitor_words(Visit()) == "Delegation not named"
    assert wording.visitor_words(Visit(head=Official(name="Wang Yi"))) == "Wang Yi"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cities", "words"),
    [
        ([], "Singapore"),
        (["Singapore"], "Singapore"),
        (["Jurong"], "Jurong, Singapore"),
        (["A", "B"], "A and B, Singapore"),
        (["A", "B", "C", "D"], "Singapore"),
    ],
)
def test_place_is_said_once(cities: list[str], words: str) -> None:
    make_country("SG", "Singapore")
    assert wording.place_words(make_visit(host="SG", cities=cities)) == words


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ({"status": "planned"}, "planned", "planned"),
        (
            {"status": "planned", "confirmed_by_both": True},
            "confirmed",
            "planned, confirmed by both sides",
        ),
        ({"status": "planned", "end_latest": date(2025, 4, 1)}, "planned", "planned"),
        (
            {"status": "planned", "end_latest": date(2025, 3, 31)},
            "unknown",
            "planned, outcome not known",
        ),
        (
            {"status": "planned", "window_latest": date(2025, 3, 31)},
            "unknown",
            "planned, outcome not known",
        ),
        ({"status": "invited", "accepted": True}, "invited", "invited, accepted"),
        (
            {"status": "invited", "start_latest": date(2025, 3, 31)},
            "unknown",
            "invited, outcome not known",
        ),
        ({"status": "ongoing"}, "ongoing", "under way"),
        (
            {"status": "ongoing", "end_latest": date(2025, 3, 31)},
            "reported",
            "under way when last reported",
        ),
        ({"status": "completed"}, "completed", "took place"),
        ({"status": "cancelled", "end_latest": date(2025, 3, 31)}, "cancelled", "cancelled"),
        ({"status": "postponed", "end_latest": date(2025, 3, 31)}, "postponed", "postponed"),
    ],
)
def test_visit_stands_by_what_was_told_and_the_day(
    told: dict[str, object], code: str, words: str
) -> None:
    standing = standing_of(Visit(**told), date(2025, 4, 1))
    assert (standing.code, standing.words) == (code, words)


def test_planned_meeting_that_has_passed_has_no_known_outcome() -> None:
    meeting = Meeting(status=VisitStatus.PLANNED, day_earliest=date(2025, 3, 31))
    assert standing_of(meeting, date(2025, 4, 1)).code == "unknown"
    assert standing_of(meeting, date(2025, 3, 31)).code == "planned"
