from __future__ import annotations

from datetime import date

import pytest

from tests.factories import make_announcement, make_claim, visit_value
from visits.models import Claim
from visits.queries.ladder import Ladder, ladder_of

pytestmark = pytest.mark.django_db
SENTENCE = "He will come in May."


def told(published: str, start: object, end: object = None, **more: object) -> Claim:
    value = visit_value(start=start, end=end, **more)
    announcement = make_announcement(SENTENCE, published=published)
    return make_claim(announcement, value=value, quotes={"sentence": SENTENCE, "start": "in May"})


def changes(found: Ladder | None) -> list[tuple[str, str, int]]:
    return [(rung.words, str(rung.change), rung.more) for rung in found.rungs] if found else []


MAY = ["2025-05-01", "2025-05-31"]


def test_rungs_narrow_from_a_month_to_a_day_to_a_stay() -> None:
    found = ladder_of(
        [
            told("2025-03-01", MAY),
            told("2025-03-02", MAY),
            told("2025-04-01", ["2025-05-01", "2025-05-10"]),
            told("2025-04-10", "2025-05-09"),
            told("2025-04-20", "2025-05-07", "2025-05-10"),
        ]
    )
    assert changes(found) == [
        ("May 2025", "first told", 1),
        ("early May 2025", "narrower", 0),
        ("9 May 2025", "narrower", 0),
        ("7–10 May 2025", "wider", 0),
    ]
    assert found is not None
    assert (found.first, found.last) == (date(2025, 5, 1), date(2025, 5, 31))
    assert [(rung.x, rung.width, rung.sure_width) for rung in found.rungs] == [
        (0, 1000, 0),
        (0, 323, 0),
        (258, 32, 32),
        (194, 129, 129),
    ]


def test_new_days_are_a_move() -> None:
    claims = [
        told("2025-03-01", "2025-05-09"),
        told("2025-04-01", "2025-05-09", new_start=["2025-06-02", "2025-06-02"]),
        told("2025-04-02", ["2025-06-02", "2025-06-20"]),
        told("2025-04-03", ["2025-06-15", "2025-06-25"]),
    ]
    assert [change for _, change, _ in changes(ladder_of(claims))] == [
        "first told", "moved", "wider", "shifted",
    ]  # fmt: skip


def test_day_of_the_start_makes_the_same_days_more_exact() -> None:
    claims = [
        told("2025-03-01", ["2025-05-07", "2025-05-10"]),
        told("2025-03-02", "2025-05-07", ["2025-05-08", "2025-05-10"]),
    ]
    assert changes(ladder_of(claims))[1] == ("7 May 2025 to 8–10 May 2025", "more exact", 0)
    assert changes(ladder_of(claims[::-1]))[1][1] == "less exact"


@pytest.mark.parametrize("starts", [[], [MAY], [MAY, MAY], [None, None]])
def test_one_telling_or_none_is_no_ladder(starts: list[object]) -> None:
    claims = [told(f"2025-03-{day:02}", start) for day, start in enumerate(starts, 1)]
    assert ladder_of(claims) is None


def test_long_ladder_leaves_out_its_middle() -> None:
    claims = [told("2025-03-01", f"2025-05-{day:02}") for day in range(1, 21)]
    found = ladder_of(claims)
    assert found is not None
    assert (len(found.rungs), found.left_out) == (14, 6)


def test_axis_of_years_has_few_lines() -> None:
    found = ladder_of([told("2025-03-01", "2025-05-09"), told("2025-03-02", "2027-05-09")])
    assert found is not None
    assert len(found.ticks) == 24
