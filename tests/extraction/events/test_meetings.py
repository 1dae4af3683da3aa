from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read

RUBIO, LAVROV, WANG = "Marco Rubio", "Sergey Lavrov", "Wang Yi"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Secretary of State Marco Rubio met with Russian Foreign Minister Sergey Lavrov in "
            "Riyadh on Tuesday.",
            [((RUBIO, LAVROV), "in_person", "2025-03-25", "completed")],
        ),
        (
            "Secretary of State Marco Rubio and Russian Foreign Minister Sergey Lavrov will meet "
            "on Monday.",
            [((RUBIO, LAVROV), "in_person", "2025-03-31", "planned")],
        ),
        (
            "Talks between Secretary of State Marco Rubio and Russian Foreign Minister Sergey "
            "Lavrov were held on Thursday.",
            [((RUBIO, LAVROV), "in_person", "2025-03-27", "completed")],
        ),
        (
            "Secretary of State Marco Rubio spoke today with Russian Foreign Minister Sergey "
            "Lavrov.",
            [((RUBIO, LAVROV), "call", "2025-03-28", "completed")],
        ),
        (
            "Secretary of State Marco Rubio will meet with Russian Foreign Minister Sergey Lavrov "
            "via video on Monday.",
            [((RUBIO, LAVROV), "video", "2025-03-31", "planned")],
        ),
        (
            "Secretary of State Marco Rubio will meet Russian Foreign Minister Sergey Lavrov in "
            "Riyadh on Monday and Chinese Foreign Minister Wang Yi in Munich on Tuesday.",
            [
                ((RUBIO, LAVROV), "in_person", "2025-03-31", "planned"),
                ((RUBIO, WANG), "in_person", "2025-04-01", "planned"),
            ],
        ),
        (
            "Secretary of State Marco Rubio will meet Russian Foreign Minister Sergey Lavrov and "
            "Chinese Foreign Minister Wang Yi on Monday and Tuesday respectively.",
            [
                ((RUBIO, LAVROV), "in_person", "2025-03-31", "planned"),
                ((RUBIO, WANG), "in_person", "2025-04-01", "planned"),
            ],
        ),
    ],
)
def test_meeting_told(
    text: str, expected: list[tuple[tuple[str, ...], str, str | None, str]]
) -> None:
    assert meetings(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Secretary of State Marco Rubio has not met Russian Foreign Minister Sergey Lavrov.",
        "Secretary of State Marco Rubio met U.S. Defense Secretary Pete Hegseth.",
        "Secretary of State Marco Rubio and Russian Foreign Minister Sergey Lavrov have met "
        "regularly.",
        "Secretary of State Marco Rubio will meet officials in Moscow.",
    ],
)
def test_meeting_that_is_none(text: str) -> None:
    assert meetings(read(text)) == []


def test_meeting_on_a_visit_of_one_day_has_that_day() -> None:
    text = (
        "Secretary of State Marco Rubio will visit Moscow on Monday.\nHe will meet with Russian "
        "Foreign Minister Sergey Lavrov."
    )

    assert meetings(read(text)) == [((RUBIO, LAVROV), "in_person", "2025-03-31", "planned")]


def test_headline_and_text_about_one_meeting_are_one() -> None:
    extraction = read(
        "Secretary of State Marco Rubio met today with Chinese Foreign Minister Wang Yi.",
        title="Secretary Rubio’s Meeting with Chinese Foreign Minister Wang",
    )

    assert meetings(extraction) == [((RUBIO, WANG), "in_person", "2025-03-28", "completed")]


@pytest.mark.parametrize(
    ("opening", "day"),
    [("Now under way in Riyadh: they are having", "2025-03-28"), ("The main thing is", None)],
)
def test_talks_that_are_held_are_of_today_and_talks_that_something_is_are_not(
    opening: str, day: str | None
) -> None:
    found = read(
        f"{opening} talks between Secretary of State Marco Rubio and Russian Foreign Minister "
        "Sergey Lavrov."
    )

    assert meetings(found) == [((RUBIO, LAVROV), "in_person", day, "ongoing")]
