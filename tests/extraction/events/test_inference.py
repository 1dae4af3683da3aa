"""Where visits go whose telling names no place, and when nothing tells it."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import read, visits

LAVROV = "Sergey Lavrov"
MINISTER = "Russian Foreign Minister Sergey Lavrov"


def test_tour_of_a_region_is_at_the_dateline_abroad() -> None:
    text = f"HAVANA, March 28 (Reuters) - {MINISTER} is on a tour of Latin American capitals."

    assert visits(read(text)) == [(LAVROV, "CU", None, None, "ongoing")]


@pytest.mark.parametrize(
    "text",
    [
        f"{MINISTER} is on a tour of Latin American capitals.",
        f"MOSCOW, March 28 (Reuters) - {MINISTER} is on a tour of Latin American capitals.",
        f"MOSCOW, March 28 (Reuters) - {MINISTER}'s visit went well.",
        "Mr. Juan Perez's visit went well.",
    ],
)
def test_nothing_tells_where_a_visit_goes(text: str) -> None:
    assert visits(read(text)) == []


def test_whoever_is_at_home_is_no_guest_beside_a_visitor() -> None:
    text = f"{MINISTER} will travel to Cuba to accompany Cuban President Miguel Diaz-Canel."

    assert visits(read(text)) == [(LAVROV, "CU", None, None, "planned")]


def test_envoy_is_not_whoever_of_another_nation_the_next_sentence_names() -> None:
    text = f"A Pakistani envoy arrived in Cairo on Monday. {MINISTER} spoke of peace."

    assert visits(read(text)) == []


def test_seat_of_a_body_in_a_transcripts_head_is_no_place() -> None:
    title = f"Remarks by {MINISTER} and Egyptian Foreign Minister Badr Abdelatty"
    text = "European Commission\nFOREIGN MINISTER LAVROV: Good morning."

    assert visits(read(text, title=title)) == []


def test_director_owned_by_nobody_known_has_no_country() -> None:
    extraction = read("The company's chief executive, Juan Perez, arrived in Cairo on Monday.")

    assert [visit.visitor_country for visit in extraction.visits] == [None]
