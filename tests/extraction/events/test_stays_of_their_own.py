"""Stays that stand beside others: legs, ways onward, days of others, contacts told by one side."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.events.reading import meetings, read, visits

MINISTER = "Russian Foreign Minister Sergey Lavrov"
LAVROV = "Sergey Lavrov"
DATELINE = "HAVANA, March 28 (Sample) -- "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"On the third leg of a trip to explain the debt, {MINISTER} met bankers.", [LAVROV]),
        ("On the third leg of the trip, it rained.", []),
    ],
)
def test_leg_of_a_trip_is_of_whom_the_sentence_names(text: str, expected: list[str]) -> None:
    assert [visit[0] for visit in visits(read(DATELINE + text))] == expected


def test_way_to_another_town_of_the_country_ends_no_stay() -> None:
    text = f"{MINISTER} arrived in Rome on Thursday and will leave for Milan on Sunday."
    assert visits(read(text)) == [(LAVROV, "IT", "2025-03-27", None, "ongoing")]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("arrived in Beirut on Thursday for a 24-hour stay", "2025-03-27/2025-03-28"),
        ("arrived in Beirut on Thursday for a three-day, 72-hour stay", "2025-03-29"),
        ("arrived in Beirut on Thursday for a 90-minute stay", None),
    ],
)
def test_hours_of_a_stay_are_days_not_all_of_them_whole(text: str, end: str | None) -> None:
    assert visits(read(f"{MINISTER} {text}.")) == [(LAVROV, "LB", "2025-03-27", end, "ongoing")]


def test_weekend_told_on_a_sunday_is_that_one() -> None:
    text = f"{MINISTER} made a weekend visit to Cuba."
    assert visits(read(text, published=date(2025, 3, 30))) == [
        (LAVROV, "CU", "2025-03-29", "2025-03-30", "completed")
    ]


def test_meeting_that_its_host_alone_names_is_with_who_met_others_before() -> None:
    text = (
        f"{MINISTER} was to meet Cuban Foreign Minister Bruno Rodriguez. "
        "A meeting with Cuban President Miguel Diaz-Canel was planned for Monday."
    )
    assert meetings(read(text)) == [
        ((LAVROV, "Bruno Rodriguez"), "in_person", None, "planned"),
        ((LAVROV, "Miguel Diaz-Canel"), "in_person", "2025-03-31", "planned"),
    ]


def test_meeting_that_its_host_alone_names_is_nobodys_where_nobody_met() -> None:
    text = "A meeting with Cuban President Miguel Diaz-Canel was planned for Monday."
    assert meetings(read(text)) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Secretary Antony J. Blinken and Cuban Foreign Minister Bruno Rodriguez", 1),
        ("Secretary Antony J. Blinken on Cuban Foreign Minister Bruno Rodriguez", 0),
        ("Secretary Antony J. Blinken and Bruno Rodriguez", 0),
        ("Virtual: Secretary Antony J. Blinken and Cuban Foreign Minister Bruno Rodriguez", 0),
    ],
)
def test_people_of_a_transcript_stand_together_if_its_title_joins_them(
    title: str, expected: int
) -> None:
    text = (
        "Antony J. Blinken, Secretary of State\nHavana, Cuba\n"
        "SECRETARY BLINKEN: Good morning. The weather is fine."
    )
    found = read(text, title=title, published=date(2022, 3, 28), country="US")
    assert len(found.meetings) == expected


def test_leaders_who_exchange_views_are_told_of_in_the_sentence_before() -> None:
    text = (
        f"{MINISTER} and Cuban Foreign Minister Bruno Rodriguez spoke in March. It rained. "
        "The two ministers will have an exchange of views."
    )
    assert meetings(read(text)) == []
