"""Names beside titles: where a name begins and ends, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.people.reading import people, read
from visits.terms import Role


def names(text: str, **more: str) -> list[str]:
    return [person.name for person in read(text, **more).people]  # type: ignore[arg-type]


def spans(text: str) -> list[str]:
    mentions = read(text)
    return [mentions.text[mention.start : mention.end] for mention in mentions.persons]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister (Kenzo) Arita spoke.", ["Kenzo Arita"]),
        ("Prime Minister (Kenzo) spoke.", []),
        ("“We expect (U.S. Secretary of State Walter) Hobbins,” it said.", ["Walter Hobbins"]),
        ("“We expect (U.S. Secretary of State Walter) to go,” it said.", ["Walter"]),
    ],
)
def test_names_in_brackets(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministers — Daulet Omarov and Juhan Tammsalu — met.",
            ["Daulet Omarov", "Juhan Tammsalu"],
        ),
        ("Foreign Ministers Daulet Omarov and others met.", ["Daulet Omarov"]),
        ("Prime Minister KISHIDA Fumio spoke.", ["KISHIDA Fumio"]),
        ("Prime Minister KO Fumio spoke.", []),
        ("Prime Minister KISHIDA spoke.", []),
        ("British Prime Minister Edwin Major", ["Edwin Major"]),
        ("US Secretary Walter JORDAN spoke.", ["Walter"]),
        ("US Secretary Michael Jordan spoke.", ["Michael Jordan"]),
        ("US Secretary Rena Bitter will speak.", ["Rena Bitter"]),
        ("US Secretary Rena Bitter", ["Rena"]),
        ("US Secretary Bitter met him.", ["Bitter"]),
        ("US Secretary Bitter", []),
        ("Trade and Industry Minister Otto Braun spoke.", ["Otto Braun"]),
        ("Mr. — said so.", []),
        ("Mr. Ix spoke.", []),
        ("US Secretary Otto Braun, Jr., spoke.", ["Otto Braun, Jr."]),
        ("Minister Otto van der Braun spoke.", ["Otto van der Braun"]),
        ("The talks of US Secretary Walter Paris, France, failed.", ["Walter"]),
        ("King Abdullah II of Jordan flew to Oslo.", ["Abdullah II"]),
        ("Omar bin Bitter said so.", []),
    ],
)
def test_name_behind_a_title_ends_where_its_words_do(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Otto Braun, the Peruvian trade minister and poet, spoke.", Role.MINISTER),
        (
            "Otto Braun, the Peruvian trade minister and foreign minister, spoke.",
            Role.FOREIGN_MINISTER,
        ),
        ("Otto Braun, the Peruvian trade minister and senators, spoke.", Role.MINISTER),
        ("Otto Braun, who is currently away, spoke.", None),
        ("Otto Braun, while ill, spoke.", None),
    ],
)
def test_apposition_gives_the_role(text: str, expected: Role | None) -> None:
    (person,) = read(text).people

    assert (person.name, person.role) == ("Otto Braun", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru's Ali Hadad said so.", [("Ali Hadad", "PE")]),
        ("The house's Ali Hadad said so.", [("Ali Hadad", None)]),
        ("Ali Hadad Market said so.", []),
        ("Ali Hadad West said so.", []),
        ("Ali Asia Pacific said so.", []),
        (
            "Otto Braun, Foreign Minister Ali Hadad spoke.",
            [("Otto Braun", None), ("Ali Hadad", None)],
        ),
        ("President Joaquin Barros of course left.", [("Joaquin Barros", None)]),
        ("Kremlin Foreign Minister Otto Braun spoke.", [("Otto Braun", "RU")]),
        ("Russian Kremlin spokesman Otto Braun spoke.", [("Otto Braun", "RU")]),
        ("A spokesman of Slovakian President Juhan Tammsalu met him.", [("Juhan Tammsalu", "SK")]),
    ],
)
def test_name_with_the_country_beside_it(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "US Secretary Treasury Walter Hobbins flew.",
            ["US Secretary Treasury Walter Hobbins"],
        ),
        (
            "Assistant to the national security President Walter Hobbins flew.",
            ["Assistant to the national security President Walter Hobbins"],
        ),
        ("Foreign Minister II Walter Hobbins spoke.", ["Foreign Minister II Walter Hobbins"]),
        ("Minister of Trade (MOT) Otto Braun spoke.", ["Minister of Trade (MOT) Otto Braun"]),
        ("The Finance Minister to Japan Walter Hobbins spoke.", ["Walter Hobbins"]),
        (
            "The ambassador to Japan Walter Hobbins spoke.",
            ["ambassador to Japan Walter Hobbins"],
        ),
        (
            "Minister of Foreign Affairs Per Stig Braun flew.",
            ["Minister of Foreign Affairs Per Stig Braun"],
        ),
        (
            "President of National Amusements Walter Hobbins spoke.",
            ["President of National Amusements Walter Hobbins"],
        ),
        ("Minister of China and Japan Walter Hobbins", ["Walter Hobbins"]),
        ("Minister for China Policy and Japan Otto Braun spoke.", ["Otto Braun"]),
        ("President of the EBRD Otto Braun spoke.", ["President of the EBRD Otto Braun"]),
        ("The dean Otto Braun spoke.", ["Otto Braun"]),
    ],
)
def test_title_with_what_follows_its_head(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_president_in_small_letters_of_no_country_is_a_company_s() -> None:
    (person,) = read("the president Otto Braun of the firm spoke.").people

    assert person.role is Role.OFFICIAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His wife Braun stayed. Peruvian President Braun left.", [None, "PE"]),
        ("Peruvian President Braun came. Chilean President Braun left.", ["PE", "CL"]),
        ("Peruvian President Otto Braun came. President Braun left.", ["PE"]),
        ("Peruvian Foreign Minister Otto Braun came. President Braun left.", ["PE"]),
        ("Peruvian Envoy Otto Braun Rios came. Chilean President Braun left.", ["PE", "CL"]),
        ("President Braun left. Peruvian President Otto Braun, Otto Braun came.", ["PE"]),
    ],
)
def test_surname_alone_is_one_person_unless_titles_part_them(
    text: str, expected: list[str | None]
) -> None:
    assert [person.country for person in read(text).people] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "British Prime Minister Edwin Major met the press. Major powers were quiet.",
            ["British Prime Minister Edwin Major"],
        ),
        (
            "British Prime Minister Edwin Major met the press. Major said so.",
            ["British Prime Minister Edwin Major", "Major"],
        ),
        (
            "Cuban Foreign Minister Ramiro Quiroga Solís arrived. Quiroga Solís left.",
            ["Cuban Foreign Minister Ramiro Quiroga Solís", "Quiroga Solís"],
        ),
        (
            "US Secretary Walter Paris spoke. The talks in Paris ended.",
            ["US Secretary Walter Paris"],
        ),
    ],
)
def test_word_of_a_name_is_not_always_its_person(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_small_words_of_titles_and_names_stay_small_in_a_text_without_capitals() -> None:
    mentions = read(
        "Caracas, march 11 - ruritania will buy oil from ecuador and from venezuela, as "
        "interior minister raul bin olmedo de barros said. he told the press that the loan to "
        "ecuador would be paid back next year by the state oil company of venezuela, and that more "
        "was to come."
    )

    assert [person.name for person in mentions.people] == ["Raul bin Olmedo de Barros"]


def test_no_word_belongs_to_two_names() -> None:
    assert spans("Julie Bishop Lavrov will visit Cuba.") == ["Julie", "Bishop Lavrov"]


def test_known_name_of_small_words_needs_no_title() -> None:
    mentions = read("John Foster Dulles arrived in London.", published=date(1955, 5, 3))

    assert people(mentions) == [("John Foster Dulles", "US")]
