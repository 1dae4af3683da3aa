"""Calendars read back by a parser that did not write them; line by line where the form counts."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import ics
import pytest

from tests.factories import day, make_country, make_itinerary, make_visit
from visits.exports.ical import calendar_of
from visits.extraction.stays import LAST_DAY
from visits.models import Visit, VisitVersion
from visits.queries.criteria import VisitCriteria
from visits.queries.feeds import CalledOff, FeedOptions, feed_of
from visits.terms import EditorialState, VisitKind, VisitStatus

pytestmark = pytest.mark.django_db

TODAY = date(2025, 4, 1)
SITE = "https://visits.example"
PLAIN = FeedOptions()


def written(options: FeedOptions = PLAIN, criteria: VisitCriteria | None = None) -> bytes:
    feed = feed_of(criteria or VisitCriteria(), options, TODAY)
    return calendar_of(feed, options, name="Visitbook", site=SITE, about=f"{SITE}/")


def lines(told: bytes) -> list[str]:
    """The content lines of the file, unfolded."""
    return told.decode().replace("\r\n ", "").split("\r\n")


def field(told: bytes, name: str) -> list[str]:
    """The values of a property of the events, parameters and all."""
    inside = "\n".join(lines(told)).split("BEGIN:VEVENT", 1)[-1]
    return re.findall(rf"^{name}([;:].*)$", inside, re.MULTILINE)


def wang(**more: object) -> Visit:
    return make_visit("Wang Yi", cities=["Moscow"], **more)  # type: ignore[arg-type]


def test_event_tells_days_place_and_who() -> None:
    make_country("RU")
    visit = wang(kind=VisitKind.OFFICIAL, purpose="to attend the talks")
    (event,) = ics.Calendar(written().decode()).events
    assert event.uid == f"visit-{visit.pk}@visits.example"
    assert event.name == "Wang Yi to Moscow, Russia"
    assert event.all_day
    assert (event.begin.date(), event.end.date()) == (date(2025, 3, 31), date(2025, 4, 3))
    assert event.location == "Moscow, Russia"
    assert event.url == f"{SITE}/visits/{visit.pk}/"
    assert event.categories == {"official visit", "planned", "Russia", "China"}
    assert event.organizer is None
    assert "Purpose: to attend the talks" in (event.description or "").split("\n")


def test_days_are_dates_and_the_end_is_the_day_after() -> None:
    make_visit("Wang Yi", "RU", "2025-04-05", "2025-04-05")
    told = written()
    assert field(told, "DTSTART") == [";VALUE=DATE:20250405"]
    assert field(told, "DTEND") == [";VALUE=DATE:20250406"]


@pytest.mark.parametrize(
    ("start", "end", "days", "title"),
    [
        (("2025-04-01", "2025-04-10"), None, ("20250401", "20250411"), " (first day not sure)"),
        (("2025-04-07", "2025-04-07"), ("2025-04-08", "2025-04-10"), ("20250407", "20250411"), ""),
        (None, ("2025-04-08", "2025-04-08"), ("20250408", "20250409"), " (first day not sure)"),
    ],
)
def test_visit_whose_days_are_not_sure_covers_all_that_are_possible(
    start: tuple[str, str] | None,
    end: tuple[str, str] | None,
    days: tuple[str, str],
    title: str,
) -> None:
    windows = [tuple(day(one) for one in window) if window else None for window in (start, end)]
    make_visit("Wang Yi", "RU", *windows)  # type: ignore[arg-type]
    told = written()
    assert field(told, "DTSTART") == [f";VALUE=DATE:{days[0]}"]
    assert field(told, "DTEND") == [f";VALUE=DATE:{days[1]}"]
    assert field(told, "SUMMARY") == [f":Wang Yi to Russia{title}"]


@pytest.mark.parametrize(
    ("status", "both", "told"),
    [
        (VisitStatus.INVITED, False, "TENTATIVE"),
        (VisitStatus.PLANNED, False, "TENTATIVE"),
        (VisitStatus.PLANNED, True, "CONFIRMED"),
        (VisitStatus.ONGOING, False, "CONFIRMED"),
        (VisitStatus.COMPLETED, False, "CONFIRMED"),
        (VisitStatus.POSTPONED, False, "CANCELLED"),
        (VisitStatus.CANCELLED, True, "CANCELLED"),
    ],
)
def test_status(status: VisitStatus, both: bool, told: str) -> None:
    wang(status=status, confirmed_by_both=both)
    assert field(written(), "STATUS") == [f":{told}"]


@pytest.mark.parametrize(
    ("called_off", "titles", "statuses"),
    [
        (
            CalledOff.STATUS,
            [":Wang Yi to Moscow\\, Russia", ":Wang Yi to France"],
            [":CANCELLED", ":TENTATIVE"],
        ),
        (
            CalledOff.TITLE,
            [":Cancelled: Wang Yi to Moscow\\, Russia", ":Wang Yi to France"],
            [":TENTATIVE"],
        ),
        (CalledOff.OUT, [":Wang Yi to France"], [":TENTATIVE"]),
    ],
)
def test_called_off_visits_stand_as_asked(
    called_off: CalledOff, titles: list[str], statuses: list[str]
) -> None:
    wang(status=VisitStatus.CANCELLED)
    make_visit("Wang Yi", "FR", "2025-04-05", "2025-04-06")
    told = written(FeedOptions(called_off=called_off))
    assert field(told, "SUMMARY") == titles
    assert field(told, "STATUS") == statuses


def test_undated_visit_stands_in_the_days_of_its_tour_where_asked() -> None:
    first, last = day("2025-05-01"), day("2025-05-09")
    make_visit("Wang Yi", "RU", None, None, window_earliest=first, window_latest=last)
    make_visit("Wang Yi", "FR", None, None)
    assert field(written(), "SUMMARY") == []
    told = written(FeedOptions(undated=True))
    assert field(told, "SUMMARY") == [":Wang Yi to Russia (day not told)"]
    assert field(told, "DTEND") == [";VALUE=DATE:20250510"]
    assert field(told, "STATUS") == [":TENTATIVE"]


def test_rejected_and_far_visits_are_left_out() -> None:
    wang(state=EditorialState.REJECTED)
    make_visit("Wang Yi", "FR", "2020-01-01", "2020-01-02")
    make_visit("Wang Yi", "FR", "2031-01-01", "2031-01-02")
    make_visit("Wang Yi", "JP", "2025-05-01", "2025-05-02")
    assert field(written(), "SUMMARY") == [":Wang Yi to Japan"]
    asked = VisitCriteria(from_day=date(2031, 1, 1))
    assert field(written(criteria=asked), "SUMMARY") == [":Wang Yi to France"]
    asked = VisitCriteria(until_day=date(2020, 1, 1))
    assert field(written(criteria=asked), "SUMMARY") == [":Wang Yi to France"]


def test_last_day_of_the_calendar_has_an_end_too() -> None:
    make_visit("Wang Yi", "RU", (LAST_DAY, LAST_DAY), (LAST_DAY, LAST_DAY))
    told = written(criteria=VisitCriteria(from_day=LAST_DAY))
    assert field(told, "DTSTART") == [f";VALUE=DATE:{LAST_DAY:%Y%m%d}"]
    assert field(told, "DTEND") == [f";VALUE=DATE:{LAST_DAY + timedelta(days=1):%Y%m%d}"]


def test_sequence_counts_states_and_time_is_of_the_change() -> None:
    visit = wang()
    at = datetime(2025, 3, 28, 9, 30, 5, 250, tzinfo=UTC)
    Visit.objects.filter(pk=visit.pk).update(changed_at=at)
    for number in (1, 2, 3):
        VisitVersion.objects.create(
            visit=visit.pk,
            number=number,
            snapshot={},
            published_from=at,
            recorded_from=at,
            recorded_to=None if number == 3 else at,
        )
    told = written()
    assert field(told, "SEQUENCE") == [":2"]
    assert field(told, "LAST-MODIFIED") == [":20250328T093005Z"]
    assert field(told, "DTSTAMP") == [":20250328T093005Z"]


def test_long_lines_are_folded_between_characters() -> None:
    make_visit("王毅" * 60, "RU", "2025-04-05", "2025-04-06")
    told = written()
    assert max(len(line) for line in told.split(b"\r\n")) <= 75
    assert b"\n" not in told.replace(b"\r\n", b"")
    (event,) = ics.Calendar(told.decode()).events
    assert event.name == f"{'王毅' * 60} to Russia"


def test_signs_of_the_format_in_a_name_come_back_as_they_were() -> None:
    name = 'Ann; "Bo", C\\D\nE\x07\x1b:F'
    make_visit(name, "RU", "2025-04-05", "2025-04-06")
    (event,) = ics.Calendar(written().decode()).events
    assert event.name == 'Ann; "Bo", C\\D\nE:F to Russia'


def test_calendar_is_named_and_has_no_method() -> None:
    told = lines(written())
    assert told[0] == "BEGIN:VCALENDAR"
    assert "X-WR-CALNAME:Visitbook" in told
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in told
    assert [line for line in told if line.startswith(("METHOD", "ORGANIZER"))] == []


def test_same_rows_give_the_same_bytes() -> None:
    wang()
    assert written() == written()


def test_tour_without_visits_is_a_calendar_without_events() -> None:
    make_itinerary()
    assert ics.Calendar(written().decode()).events == set()
