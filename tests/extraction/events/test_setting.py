"""What stands around a telling: a schedule's day, whoever says it, a day counted in a stay."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read, visits

LAVROV, RUBIO, BARROT = "Sergey Lavrov", "Marco Rubio", "Jean-Noel Barrot"
RUBIO_AND = "Secretary of State Marco Rubio {} French Foreign Minister Jean-Noel Barrot{}."


@pytest.mark.parametrize(
    ("title", "text", "day", "status"),
    [
        ("Public Schedule - March 31, 2025", ("meets with", ""), "2025-03-31", "planned"),
        (
            "Public Schedule - March 31, 2025",
            ("meets with", " on April 2"),
            "2025-04-02",
            "planned",
        ),
        ("Public Schedule - March 31, 2025", ("met", ""), None, "completed"),
        ("Public Schedule", ("meets with", ""), None, "ongoing"),
    ],
)
def test_day_of_a_schedule_is_that_of_its_lines(
    title: str, text: tuple[str, str], day: str | None, status: str
) -> None:
    found = meetings(read(RUBIO_AND.format(*text), title=title))

    assert found == [((RUBIO, BARROT), "in_person", day, status)]


def test_departure_on_a_schedule_has_no_day_of_arrival() -> None:
    found = read(
        "Secretary of State Marco Rubio leaves Paris.", title="Public Schedule - March 31, 2025"
    )

    assert [visit.start for visit in found.visits] == [None]


@pytest.mark.parametrize(
    ("by", "side"),
    [
        ("said Cuban Foreign Minister Bruno Rodriguez", "CU"),
        ("NATO Secretary General Mark Rutte said", "NO"),
        ("his spokesman said", "NO"),
    ],
)
def test_side_is_the_country_of_whoever_says_it_else_the_publisher(by: str, side: str) -> None:
    text = f"Russian Foreign Minister Sergey Lavrov will visit Cuba in April, {by}."

    assert [visit.side for visit in read(text, country="NO").visits] == [side]


@pytest.mark.parametrize(
    ("text", "start", "end", "status"),
    [
        (
            "On the second day of a three-day visit to Cuba on Thursday, Russian Foreign Minister "
            "Sergey Lavrov spoke.",
            "2025-03-26",
            "2025-03-28",
            "ongoing",
        ),
        (
            "On the last day of his visit to Cuba on Thursday, Russian Foreign Minister Sergey "
            "Lavrov spoke.",
            None,
            "2025-03-27",
            "completed",
        ),
        (
            "Russian Foreign Minister Sergey Lavrov is visiting Cuba since January 3.",
            "2025-01-03",
            None,
            "completed",
        ),
        (
            "Russian Foreign Minister Sergey Lavrov will arrive in Cuba on Thursday.",
            "2025-04-03",
            None,
            "planned",
        ),
        (
            "Russian Foreign Minister Sergey Lavrov will visit the UN and Cuba on April 2.",
            "2025-04-02",
            "2025-04-02",
            "planned",
        ),
    ],
)
def test_days_of_a_stay(text: str, start: str | None, end: str | None, status: str) -> None:
    assert visits(read(text)) == [(LAVROV, "CU", start, end, status)]


def test_meeting_hours_after_an_inauguration_has_its_day_and_the_next() -> None:
    text = (
        "U.S. Secretary of State Marco Rubio met with French Foreign Minister Jean-Noel Barrot "
        "hours after {} inauguration in January."
    )

    assert [m[2] for m in meetings(read(text.format("President Donald Trump's")))] == [
        "2025-01-20/2025-01-21"
    ]
    assert [m[2] for m in meetings(read(text.format("President Claudia Sheinbaum's")))] == [None]


def test_visit_of_the_latter_is_that_of_the_one_named_last() -> None:
    found = read(
        "Russian Foreign Minister Sergey Lavrov met Cuban Foreign Minister Bruno Rodriguez during "
        "the latter's visit to Moscow."
    )

    assert [visit[:2] for visit in visits(found)] == [("Bruno Rodriguez", "RU")]


def test_two_spellings_are_one_visitor() -> None:
    found = read(
        "Secretary Antony Blinken will visit Cuba. Secretary Anthony Blinken will visit Peru."
    )

    assert [visit[:2] for visit in visits(found)] == [
        ("Anthony Blinken", "CU"),
        ("Anthony Blinken", "PE"),
    ]


def test_spellings_without_titles_are_one_visitor_too() -> None:
    found = read(
        "Sergei Lavrov will visit Cuba in April. Sergey Lavrov will visit Peru in May, "
        "the ministry said."
    )

    assert [visit[0] for visit in visits(found)] == ["Sergei Lavrov", "Sergei Lavrov"]


def test_like_names_of_people_whom_nobody_knows_are_two_visitors() -> None:
    found = read("Ahmed Hadad will visit Cuba in April. Omar Hadad will visit Peru in May.")

    assert [visit[0] for visit in visits(found)] == ["Ahmed Hadad", "Omar Hadad"]


@pytest.mark.parametrize("when", ["on March 2, 1998", "in March 1998"])
def test_visit_of_long_ago_is_history(when: str) -> None:
    assert visits(read(f"Russian Foreign Minister Sergey Lavrov visited Cuba {when}.")) == []


def test_stops_with_days_of_their_own_keep_them_on_a_schedule() -> None:
    found = read(
        "Secretary of State Marco Rubio travels to Paris on April 2 and Rome on April 3.",
        title="Public Schedule - March 31, 2025",
    )

    assert visits(found) == [
        (RUBIO, "FR", "2025-04-02", "2025-04-02", "planned"),
        (RUBIO, "IT", "2025-04-03", "2025-04-03", "planned"),
    ]


def test_day_of_a_schedule_is_none_of_a_stay_that_goes_on() -> None:
    found = read(
        "Secretary of State Marco Rubio tours Paris.", title="Public Schedule - March 31, 2025"
    )

    assert visits(found) == [(RUBIO, "FR", None, None, "planned")]


@pytest.mark.parametrize("title", ["Public Schedule - March 2025", "Public Schedule"])
def test_schedule_without_a_day_gives_none(title: str) -> None:
    assert read("", title=title).visits == ()
    assert [m[2] for m in meetings(read(RUBIO_AND.format("meets with", ""), title=title))] == [None]


def test_purpose_tells_its_topics() -> None:
    (visit,) = read(
        "Russian Foreign Minister Sergey Lavrov will visit Cuba to discuss trade, energy and the "
        "war in Ukraine."
    ).visits

    assert visit.purpose == "discuss trade, energy and the war in Ukraine"
    assert visit.topics == ("trade", "energy", "the war in Ukraine")


def test_purpose_that_goes_on_and_on_is_cut_at_a_word() -> None:
    (visit,) = read(
        "Russian Foreign Minister Sergey Lavrov will visit Cuba to discuss " + "trade, " * 80 + "."
    ).visits

    assert visit.purpose is not None
    assert set(visit.purpose.removeprefix("discuss ").split(", ")) == {"trade"}
