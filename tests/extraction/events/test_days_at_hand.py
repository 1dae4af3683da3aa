"""Days that words mean without naming them, and meetings of people whose home is not told."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read, visits

LAVROV, MODI = "Russian Foreign Minister Sergey Lavrov", "Indian Prime Minister Narendra Modi"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (f"{LAVROV} and {MODI} are holding talks.", ["2025-03-28"]),
        (f"{LAVROV} is meeting {MODI}.", ["2025-03-28"]),
    ],
)
def test_what_is_under_way_is_of_the_day_of_publication(text: str, days: list[str | None]) -> None:
    assert [meeting[2] for meeting in meetings(read(text))] == days


def test_talks_are_in_the_plural_without_a_verb_of_holding_them() -> None:
    found = meetings(read(f"{LAVROV} and {MODI} are to have talks."))

    assert [meeting[2] for meeting in found] == [None]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"{LAVROV} arrived in India at around 3 p.m.", "2025-03-28"),
        (f"{LAVROV} arrived in India at around 3 p.m. after a week in May 2024.", None),
        (f"{LAVROV} arrived in India.", None),
    ],
)
def test_arrival_by_the_clock_is_of_the_day_of_publication(text: str, start: str | None) -> None:
    assert [visit[2] for visit in visits(read(text))] == [start]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"If {LAVROV} visits India, he will be welcome.", []),
        (f"{LAVROV} visits India on April 2.", ["planned"]),
    ],
)
def test_visit_behind_if_is_none(text: str, status: list[str]) -> None:
    assert [visit[4] for visit in visits(read(text))] == status


@pytest.mark.parametrize(
    ("country", "found"),
    [("RU", 0), ("CN", 1), (None, 0)],
)
def test_stranger_in_places_of_one_country_is_at_home(country: str | None, found: int) -> None:
    text = f"{LAVROV} met General Ivan Ivanov in Moscow on Friday."

    assert len(read(text, country=country).meetings) == found


def test_two_strangers_without_an_office_are_no_meeting() -> None:
    assert read("Ivan Ivanov spoke to Paul Gascoigne on Friday.").meetings == ()


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("Unknown Council", ["2025-03-28"]),
        ("Unknown thing", []),
        ("Expediency", []),
        ("Lantern Kestrel Weavers Spinners", []),
    ],
)
def test_organisation_of_unknown_words_ends_with_its_noun(body: str, days: list[str]) -> None:
    found = read(f"{LAVROV} met the chairman of Iran's {body}, Ali Rezaei, on Friday.")

    assert [meeting[2] for meeting in meetings(found)] == days


def test_diplomats_are_no_heads_of_state() -> None:
    found = read(
        f"{LAVROV} and Japanese Foreign Minister Takeshi Iwaya will meet. Chinese President Xi "
        "Jinping leads China. The two diplomats will hold talks on Friday."
    )

    assert {meeting[0] for meeting in meetings(found)} == {("Sergey Lavrov", "Takeshi Iwaya")}
