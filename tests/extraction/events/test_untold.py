"""Tellings that leave something unsaid: who goes, where to, when, or with whom."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read, visits

LAVROV, RUBIO, WANG, XI, PUTIN = (
    "Sergey Lavrov",
    "Marco Rubio",
    "Wang Yi",
    "Xi Jinping",
    "Vladimir Putin",
)
MINISTER = "Russian Foreign Minister Sergey Lavrov"
SECRETARY = "Secretary of State Marco Rubio"
CALL = "Chinese President Xi Jinping spoke by phone with Russian President Vladimir Putin"

Visits = list[tuple[str, str, str | None, str | None, str]]
Meetings = list[tuple[tuple[str, ...], str, str | None, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Moscow welcomed the news. {MINISTER} began a visit on Monday, meeting students in "
            "Havana.",
            [(LAVROV, "CU", "2025-03-24", None, "ongoing")],
        ),
        (
            f"{MINISTER} met Cuban Foreign Minister Bruno Rodriguez in Havana. Lavrov thanked "
            "Rodriguez for the opportunity to visit.",
            [(LAVROV, "CU", None, None, "ongoing")],
        ),
        (
            f"Chinese Foreign Minister Wang Yi met {SECRETARY} in Washington. {MINISTER} was on a "
            "visit.",
            [],
        ),
        (f"{MINISTER} said he will travel there on Monday.", []),
    ],
)
def test_visit_without_its_place_goes_where_the_text_says(text: str, expected: Visits) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{MINISTER} will visit Cuba on April 2, Chile on April 3, and then will visit Peru "
            "from April 4 to 7.",
            [
                (LAVROV, "CU", "2025-04-02", "2025-04-02", "planned"),
                (LAVROV, "CL", "2025-04-03", "2025-04-03", "planned"),
                (LAVROV, "PE", "2025-04-04", "2025-04-07", "planned"),
            ],
        ),
        (
            f"{MINISTER} is in Cuba on a visit. Lavrov departs on Sunday.",
            [(LAVROV, "CU", None, "2025-03-30", "ongoing")],
        ),
        (
            f"{MINISTER} wrapped up a visit to Cuba before flying to Peru. Chinese Foreign "
            "Minister Wang Yi arrived in Peru on Thursday.",
            [
                (LAVROV, "CU", None, None, "completed"),
                (LAVROV, "PE", None, None, "completed"),
                (WANG, "PE", "2025-03-27", None, "ongoing"),
            ],
        ),
    ],
)
def test_stops_have_the_days_of_their_own_journey(text: str, expected: Visits) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        f'"We will visit Paris on Monday," {MINISTER} said.',
        f'"We are to visit Paris on Monday," said {MINISTER}.',
    ],
)
def test_we_is_whoever_the_quotation_is_from(text: str) -> None:
    assert visits(read(text)) == [(LAVROV, "FR", "2025-03-31", "2025-03-31", "planned")]


def test_country_that_goes_somewhere_is_no_visitor() -> None:
    assert visits(read(f"{MINISTER} said that when China returns to Cuba all is well.")) == []


def test_travel_on_a_schedule_has_the_day_of_an_arrival_alone() -> None:
    title = "Public Schedule - March 28, 2025"

    travels = read(f"{SECRETARY} travels to Paris.", title=title)
    arrives = read(f"{SECRETARY} arrives in Paris.", title=title)

    assert visits(travels) == [(RUBIO, "FR", None, None, "planned")]
    assert visits(arrives) == [(RUBIO, "FR", "2025-03-28", None, "planned")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"The meeting with Japanese Foreign Minister Takeshi Iwaya opened a visit to Japan by "
            f"{MINISTER}.",
            [((LAVROV, "Takeshi Iwaya"), "in_person", None, "ongoing")],
        ),
        (f"The meeting with {MINISTER} opened a visit to Japan by {MINISTER}.", []),
        (
            f"After talks with {MINISTER} in Moscow, the ministry of foreign affairs of the "
            f"republic said nothing much, {SECRETARY} left.",
            [],
        ),
        (
            f"{SECRETARY} told {MINISTER} that it was so. Rubio met {MINISTER} on Thursday.",
            [((RUBIO, LAVROV), "in_person", "2025-03-27", "completed")],
        ),
        (
            f"{SECRETARY} will hold meetings with {MINISTER} and Chinese Foreign Minister Wang Yi.",
            [
                ((RUBIO, LAVROV), "in_person", None, "planned"),
                ((RUBIO, WANG), "in_person", None, "planned"),
            ],
        ),
        (
            f"{CALL} hours after Donald Trump's inauguration.",
            [((XI, PUTIN), "call", "2025-01-20/2025-01-21", "completed")],
        ),
    ],
)
def test_people_who_meet_are_those_the_sentence_joins(text: str, expected: Meetings) -> None:
    assert meetings(read(text)) == expected
