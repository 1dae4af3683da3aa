from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.people.reading import BEIJING, STATE, bound, people, read
from visits.extraction.mentions import PersonForm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He met Republic of Korea (ROK) Envoy for Korean Peninsula Peace and Security "
            "Affairs Moon Kyu-sik.",
            [("Moon Kyu-sik", "KR")],
        ),
        (
            "Assistant to the President Walter Hobbins will speak.",
            [("Walter Hobbins", "US")],
        ),
        (
            "Under Secretary for Political Affairs Victoria Grange will speak.",
            [("Victoria Grange", "US")],
        ),
        ("In Brunei, she met Foreign Minister II Yusof Hadi.", [("Yusof Hadi", "BN")]),
        (
            "Assistant Secretary of State for Consular Affairs Rena Bitter spoke.",
            [("Rena Bitter", "US")],
        ),
        ("Prime Minister of Japan KISHIMA Haruo welcomed them.", [("KISHIMA Haruo", "JP")]),
        ("Representative Paul Harding and Senator Adam Stroud came.", [
            ("Paul Harding", "US"), ("Adam Stroud", "US"),
        ]),
        ("The CIA Director Adam Stroud came.", [("Adam Stroud", "US")]),
        ("They thanked Pope Clement XV.", [("Clement XV", "VA")]),
        ("Mrs. Ana Rios, Foreign Minister of Peru, spoke.", [("Ana Rios", "PE")]),
        ("The delegation was led by Daulet Omarov.", [("Daulet Omarov", None)]),
    ],
)  # fmt: skip
def test_titles_in_a_department_notice(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(read(text, source=STATE, published=date(2022, 5, 1))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON, May 3 - US Secretary Treasury Robert Hale spoke.", [("Robert Hale", "US")]),
        ("He heard the spokesman of Slovakian President Milan Kovar.", [("Milan Kovar", "SK")]),
        (
            "He met Cambodian Vice- Prime Minister Sok Vanna in Oslo.",
            [("Sok Vanna", "KH")],
        ),
        ("Danish Minister of Foreign Affairs Per Holm came.", [("Per Holm", "DK")]),
        ("He saw the president of National Amusements in Oslo.", []),
        ("Iraqi Higher Education Minister, Abed Al-Ajeel, spoke.", [("Abed Al-Ajeel", "IQ")]),
        ("ROME, May 3 - He met Vatican Secretary of State Aldo Berti.", [("Aldo Berti", "VA")]),
        ("UAE President Sheikh Zaid bin Sultan al-Nuri left.", [("Zaid bin Sultan al-Nuri", "AE")]),
        (
            "Juan Rios, Peruvian Deputy Prime Minister and Minister of Trade, left.",
            [("Juan Rios", "PE")],
        ),
        (
            "He met Karl Otto Braun, an old friend, near Karl Marx Theater.",
            [("Karl Otto Braun", None)],
        ),
    ],
)
def test_titles_in_a_wire(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(read(text)) == expected


def test_unknown_president_in_a_ministry_text_is_a_guest() -> None:
    mentions = read(
        "Egyptian Health Minister Hala Nasr came as envoy of the Egyptian President. "
        "President Nabil Fahmi sent her.",
        source=BEIJING,
        published=date(2020, 3, 3),
    )

    assert people(mentions) == [("Hala Nasr", "EG"), ("Nabil Fahmi", "EG")]


def test_pair_is_of_the_countries_that_the_sentence_names() -> None:
    mentions = read(
        "Chinese President Luo Jianwei and Russian President Oleg Gromov spoke after US President "
        "Adam Stroud left. China and Russia keep to what the two heads of state agreed.",
    )

    assert bound(mentions, PersonForm.GROUP) == [
        ("the two heads of state", ("Luo Jianwei", "Oleg Gromov"))
    ]


def test_foreign_ministers_are_no_prime_ministers() -> None:
    mentions = read(
        "Peruvian Prime Minister Raul Olaya met Chilean Prime Minister Luis Prat. "
        "The two foreign ministers stayed away."
    )

    assert bound(mentions, PersonForm.GROUP) == []


def test_two_ministers_may_be_of_one_country() -> None:
    mentions = read(
        "Chinese Foreign Minister Luo Jianwei and Commerce Minister Bao Qing left Beijing. "
        "The two ministers will stay for a week."
    )

    assert bound(mentions, PersonForm.GROUP) == [("The two ministers", ("Luo Jianwei", "Bao Qing"))]


def test_chinese_group_is_the_last_two_of_two_countries() -> None:
    mentions = read(
        "习近平主席同普京总统会谈。两国元首签署声明。",
        language="zh",
        source="外交部",
        published=date(2019, 5, 1),
    )

    assert bound(mentions, PersonForm.GROUP) == [("两国元首", ("习近平", "普京"))]


def test_title_with_then_before_it_is_read_without_it() -> None:
    mentions = read("It was agreed with then-President Barack Obama.")
    assert [(person.name, person.title) for person in mentions.people] == [
        ("Barack Obama", "then-President")
    ]


def test_former_title_in_one_word_is_a_title() -> None:
    mentions = read("Chile's ex-president Joaquin Barros saw then-minister Alan Berg.")

    assert bound(mentions, PersonForm.NAME) == [
        ("Chile's ex-president Joaquin Barros", ("Joaquin Barros",)),
        ("then-minister Alan Berg", ("Alan Berg",)),
    ]
