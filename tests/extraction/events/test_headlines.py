"""Headlines without a verb, stays on the way, and names that other words run into."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read, visits

LAVROV = "Sergey Lavrov"


@pytest.mark.parametrize(
    ("language", "title", "start", "end"),
    [
        (
            "fr",
            "Déplacement du ministre russe Sergey Lavrov en Chine (3-5 avril)",
            "2025-04-03",
            "2025-04-05",
        ),
        (
            "fr",
            "Visite de travail de M. Sergey Lavrov, ministre russe, en Chine (3 avril)",
            "2025-04-03",
            "2025-04-03",
        ),
        ("fr", "Déplacement de Sergey Lavrov en Chine (3-5 avril)", "2025-04-03", "2025-04-05"),
        ("es", "Viaje de Sergey Lavrov a China (3-5 de abril)", "2025-04-03", "2025-04-05"),
    ],
)
def test_headline_without_a_verb_is_a_visit(
    language: str, title: str, start: str, end: str
) -> None:
    found = visits(read("", title=title, language=language))

    assert found == [(LAVROV, "CN", start, end, "planned")]


def test_christmas_in_a_given_name_is_no_day() -> None:
    text = "Le ministre français Jean-Noël Barrot se rendra en Chine le 3 avril."

    found = visits(read(text, language="fr"))

    assert found == [("Jean-Noël Barrot", "CN", "2025-04-03", "2025-04-03", "planned")]


def test_name_before_a_call_keeps_off_the_verb() -> None:
    text = "3月27日，中国外长王毅同法国外长巴罗通电话。"

    found = meetings(read(text, language="zh"))

    assert found == [(("王毅", "巴罗"), "call", "2025-03-27", "completed")]


def test_headline_that_names_an_office_alone_names_nobody() -> None:
    text = "3月27日，外交部长王毅同法国外长巴罗通电话。"

    found = meetings(read(text, title="王毅同法国外长通电话", language="zh", country="CN"))

    assert found == [(("王毅", "巴罗"), "call", "2025-03-27", "completed")]


def test_day_of_a_stay_on_the_way_is_that_of_the_stay() -> None:
    text = (
        "Russian Foreign Minister Sergey Lavrov will travel through Minsk on his way to China on "
    )

    found = visits(read(f"{text}April 3."))

    assert found == [
        (LAVROV, "BY", "2025-04-03", "2025-04-03", "planned"),
        (LAVROV, "CN", None, None, "planned"),
    ]


def test_ministers_who_gathered_have_the_countries_listed_before_them() -> None:
    text = (
        "Les ministres des Affaires étrangères français, allemand et polonais, Jean-Noël Barrot, "
        "Johann Wadephul et Radoslaw Sikorski, se sont réunis le 27 mars."
    )

    extraction = read(text, language="fr")

    assert [meeting.countries for meeting in extraction.meetings] == [("FR", "DE", "PL")]
