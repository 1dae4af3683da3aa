from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.events.reading import read, visits

LAVROV, RUBIO = "Sergey Lavrov", "Marco Rubio"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russian Foreign Minister Sergey Lavrov will visit Cuba from April 2 to 4.",
            [(LAVROV, "CU", "2025-04-02", "2025-04-04", "planned")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov arrived in Havana on Thursday.",
            [(LAVROV, "CU", "2025-03-27", None, "ongoing")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov visited Cuba on Wednesday.",
            [(LAVROV, "CU", "2025-03-26", "2025-03-26", "completed")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov leaves for Cuba on Monday.",
            [(LAVROV, "CU", "2025-03-31", None, "planned")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov left Cuba on Wednesday.",
            [(LAVROV, "CU", None, "2025-03-26", "completed")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov has cancelled a trip to Cuba.",
            [(LAVROV, "CU", None, None, "cancelled")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov put off his visit to Cuba.",
            [(LAVROV, "CU", None, None, "postponed")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov has accepted an invitation to visit Cuba in "
            "May.",
            [(LAVROV, "CU", "2025-05", None, "invited")],
        ),
        (
            "Russian Foreign Minister Sergey Lavrov starts a three-day visit to Cuba on Monday.",
            [(LAVROV, "CU", "2025-03-31", "2025-04-02", "planned")],
        ),
        (
            "Cuban leaders received visiting Russian Foreign Minister Sergey Lavrov in Havana.",
            [(LAVROV, "CU", None, None, "ongoing")],
        ),
    ],
)
def test_visit_told_by_a_verb(
    text: str, expected: list[tuple[str, str, str | None, str | None, str]]
) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Sergey Lavrov of Russia visited a shrine.",
        "Russian Foreign Minister Sergey Lavrov called for an exchange of visits with Cuba.",
        "Russian Foreign Minister Sergey Lavrov should visit Cuba.",
        "Russian Foreign Minister Sergey Lavrov never visited Cuba.",
        "Russian Foreign Minister Sergey Lavrov spoke of Cuba's ambassador in Moscow.",
        "Russian Foreign Minister Sergey Lavrov will travel to Kazan on Monday.",
        "The Russian Embassy in Havana said that tourists visit Cuba in March.",
    ],
)
def test_visit_that_is_none(text: str) -> None:
    assert visits(read(text)) == []


def test_tour_gives_its_start_to_the_first_stop_and_its_end_to_the_last() -> None:
    text = "Secretary of State Marco Rubio will travel to Jamaica, Guyana, and Suriname April 1-5."

    assert visits(read(text)) == [
        (RUBIO, "JM", "2025-04-01", None, "planned"),
        (RUBIO, "GY", None, None, "planned"),
        (RUBIO, "SR", None, "2025-04-05", "planned"),
    ]


def test_stops_with_dates_of_their_own_keep_them() -> None:
    text = "Secretary of State Marco Rubio will visit Jamaica on April 1 and Guyana on April 2."

    assert visits(read(text)) == [
        (RUBIO, "JM", "2025-04-01", "2025-04-01", "planned"),
        (RUBIO, "GY", "2025-04-02", "2025-04-02", "planned"),
    ]


def test_journey_told_stop_by_stop_has_the_dates_at_its_end() -> None:
    text = (
        "Secretary of State Marco Rubio will travel to Jamaica for an official visit and then "
        "travel to Guyana from April 1 to 5."
    )

    assert visits(read(text)) == [
        (RUBIO, "JM", "2025-04-01", None, "planned"),
        (RUBIO, "GY", None, "2025-04-05", "planned"),
    ]


def test_later_sentence_dates_the_visit_of_the_lead() -> None:
    text = (
        "Secretary of State Marco Rubio will visit Jamaica.\nThe visit will last from April 1 to 3."
    )

    assert visits(read(text)) == [(RUBIO, "JM", "2025-04-01", "2025-04-03", "planned")]


def test_postponed_visit_keeps_its_old_date_and_names_the_new_one() -> None:
    text = (
        "Secretary of State Marco Rubio has postponed a visit to Jamaica that had been scheduled "
        "for Sunday.\nA spokesman said that the secretary would travel to Jamaica on Tuesday."
    )

    extraction = read(text)

    assert visits(extraction) == [(RUBIO, "JM", "2025-03-30", None, "postponed")]
    new_start = extraction.visits[0].new_start
    assert new_start is not None
    assert new_start.earliest == date(2025, 4, 1)


def test_side_is_that_of_the_speaker_before_that_of_the_publisher() -> None:
    text = (
        "Secretary of State Marco Rubio will visit Jamaica, Jamaican Prime Minister Andrew "
        "Holness said."
    )

    assert [visit.side for visit in read(text, country="US").visits] == ["JM"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a state visit", "state"),
        ("an official visit", "official"),
        ("a working visit", "working"),
        ("a private visit", "private"),
        ("a visit", "unspecified"),
    ],
)
def test_kind_is_what_the_words_name(words: str, kind: str) -> None:
    text = f"President Emmanuel Macron of France will pay {words} to Japan on Monday."

    assert [visit.kind.value for visit in read(text).visits] == [kind]


def test_attending_a_meeting_abroad_is_a_multilateral_visit() -> None:
    text = (
        "Secretary of State Marco Rubio will attend the NATO foreign ministers' meeting in "
        "Brussels on April 3-4."
    )

    extraction = read(text)

    assert visits(extraction) == [(RUBIO, "BE", "2025-04-03", "2025-04-04", "planned")]
    assert extraction.visits[0].kind.value == "multilateral"


def test_evidence_quotes_what_stands_in_the_text() -> None:
    extraction = read("Secretary of State Marco Rubio will visit Jamaica on Monday.", title="Visit")
    text = "Visit\n\nSecretary of State Marco Rubio will visit Jamaica on Monday."

    evidence = extraction.visits[0].evidence
    quotes = {name: found.span.quote for name, found in evidence.items()}

    assert all(
        text[found.span.start : found.span.end] == found.span.quote for found in evidence.values()
    )
    assert quotes["trigger"] == "visit"
    assert quotes["destination"] == "Jamaica"
    assert quotes["visitors"] == "Secretary of State Marco Rubio"
