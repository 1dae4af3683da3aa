from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.people.reading import BEIJING, STATE, people, read
from visits.terms import Role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ruritanian talks began when Estonian Prime Minister Juhan Tammsalu came to Riga.",
            [("Juhan Tammsalu", "EE")],
        ),
        (
            "U.S. Energy Secretary Walter Hobbins flew to Oslo on Monday.",
            [("Walter Hobbins", "US")],
        ),
        (
            "Foreign Minister of Kazakhstan Daulet Omarov will visit Ankara.",
            [("Daulet Omarov", "KZ")],
        ),
        (
            "He was received by the President of the Republic of Ghana, H.E. Mr. Kofi Badu.",
            [("Kofi Badu", "GH")],
        ),
        (
            "Cuban Foreign Minister Ramiro Eduardo Quiroga Solís arrived in Quito.",
            [("Ramiro Eduardo Quiroga Solís", "CU")],
        ),
        (
            "Talks were opened by Kim Dae-yul, the South Korean trade minister, on Friday.",
            [("Kim Dae-yul", "KR")],
        ),
        (
            "President Tomas Vrba of the Czech Republic met reporters.",
            [("Tomas Vrba", "CZ")],
        ),
        (
            "Bahrain's Crown Prince Hamad bin Isa Al Dosari landed in Cairo.",
            [("Hamad bin Isa Al Dosari", "BH")],
        ),
        (
            "EU foreign policy chief Henrik Landgren said he would go to Kiev.",
            [("Henrik Landgren", "EU")],
        ),
        (
            "The prime minister of Iraq, Salim Al-Duri, will speak in Paris.",
            [("Salim Al-Duri", "IQ")],
        ),
        (
            'Chilean President Joaquin "Quino" Barros left for Lima.',
            [('Joaquin "Quino" Barros', "CL")],
        ),
        (
            "British Prime Minister Edwin Major met the press.",
            [("Edwin Major", "GB")],
        ),
    ],
)
def test_titles_introduce_unknown_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(read(text)) == expected


def test_country_is_carried_along_a_list_of_colleagues() -> None:
    mentions = read(
        "Chinese Foreign Minister Luo Jianwei and Commerce Minister Bao Qing met "
        "Peruvian President Raul Olaya, Foreign Minister Ana Rios, and Trade Minister Luz Vega."
    )

    assert people(mentions) == [
        ("Luo Jianwei", "CN"),
        ("Bao Qing", "CN"),
        ("Raul Olaya", "PE"),
        ("Ana Rios", "PE"),
        ("Luz Vega", "PE"),
    ]


def test_two_foreign_ministers_in_a_list_are_not_colleagues() -> None:
    mentions = read(
        "TOKYO, May 3 - U.S. Secretary of State Walter Hobbins and Foreign Minister "
        "Kenzo Arita will dine together."
    )

    assert people(mentions) == [("Walter Hobbins", "US"), ("Kenzo Arita", "JP")]


def test_plural_title_introduces_every_name_of_the_list() -> None:
    mentions = read("The talks of Foreign Ministers Daulet Omarov and Juhan Tammsalu went well.")

    assert [person.name for person in mentions.people] == ["Daulet Omarov", "Juhan Tammsalu"]


def test_dateline_gives_the_country_of_a_bare_title() -> None:
    mentions = read("TOKYO, April 3 - Agriculture Minister Jiro Katano said rice was no topic.")

    assert people(mentions) == [("Jiro Katano", "JP")]


def test_ministry_means_its_own_people_and_guests_by_office() -> None:
    mentions = read(
        "Deputy Secretary of State Paula Grange will visit Lisbon, Portugal. In Lisbon, the Deputy "
        "Secretary will meet with Foreign Minister Rui Bastos.",
        source=STATE,
        published=date(2022, 3, 1),
    )

    assert people(mentions) == [("Paula Grange", "US"), ("Rui Bastos", "PT")]


def test_title_for_a_country_does_not_make_its_holder_a_national() -> None:
    mentions = read(
        "U.S. Special Envoy for Yemen Paul Harding will travel to Riyadh, Saudi Arabia.",
        source=STATE,
    )

    assert people(mentions) == [("Paul Harding", "US")]


def test_sheikh_and_acting_titles_are_no_part_of_a_name() -> None:
    mentions = read("Omani Deputy Foreign Minister Sheikh Nasser Al Balushi met Gen. Otto Braun.")

    assert [person.name for person in mentions.people] == ["Nasser Al Balushi", "Otto Braun"]


def test_given_name_in_brackets_is_read_into_the_name() -> None:
    mentions = read('TOKYO, May 3 - "We expect (Prime Minister Kenzo) Arita to go," he said.')

    assert [person.name for person in mentions.people] == ["Kenzo Arita"]


@pytest.mark.parametrize(
    "text",
    [
        "Air Force One landed at Andrews Air Force Base near Camp David.",
        "General Motors and General Electric opened offices in Shanghai.",
        "Guests stayed at the Radisson SAS hotel near Karl Marx Theater.",
        "The official Xinhua news agency and the Representative Office opened.",
        "ENVOY ADVISES CABINET TO PREPARE",
        "It met the Standing Committee of the National People's Congress.",
    ],
)
def test_organisations_and_places_are_nobody(text: str) -> None:
    assert people(read(text, source="AFP")) == []


def test_title_in_capitals_names_people_of_the_body() -> None:
    mentions = read(
        "TOKYO, May 3 - Prime Minister Kenzo Arita leaves on Monday.",
        title="ARITA TO VISIT WASHINGTON",
    )

    first = mentions.persons[0]
    assert mentions.text[first.start : first.end] == "ARITA"
    assert first.people == (0,)


def test_name_broken_by_the_wire_is_mended() -> None:
    mentions = read("South Korean Foreign Minister Ban Dong- soo will go to Hanoi.")

    assert [person.name for person in mentions.people] == ["Ban Dong-soo"]


def test_spellings_under_one_title_are_one_person() -> None:
    mentions = read(
        "Indian Foreign Minister Salman Khurshid arrived. Foreign Minister Salman Khursheed spoke."
    )

    assert len(mentions.people) == 1


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    mentions = read(
        "Prime Minister Shinzo Arita met party chairman Taro Arita. Prime Minister Arita smiled.",
    )

    last = mentions.persons[-1]
    assert mentions.people[last.people[0]].name == "Shinzo Arita"


def test_known_official_is_bound_by_country_and_date() -> None:
    mentions = read(
        "At the invitation of Serbia, Foreign Minister Wang Yi will visit Belgrade.",
        source=BEIJING,
        published=date(2019, 11, 1),
    )

    (wang,) = mentions.people
    assert (wang.official, wang.country, wang.role) == (
        "wikidata:Q701801",
        "CN",
        Role.FOREIGN_MINISTER,
    )


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Peruvian President", Role.HEAD_OF_STATE),
        ("Peruvian Prime Minister", Role.HEAD_OF_GOVERNMENT),
        ("Peruvian Vice President", Role.DEPUTY_HEAD),
        ("Peruvian Foreign Minister", Role.FOREIGN_MINISTER),
        ("Peruvian Deputy Foreign Minister", Role.DEPUTY_MINISTER),
        ("Peruvian Defense Minister", Role.DEFENCE_MINISTER),
        ("Peruvian Trade Minister", Role.MINISTER),
        ("Peruvian special envoy", Role.ENVOY),
        ("Peruvian Senator", Role.LEGISLATOR),
        ("Peruvian government spokesman", Role.OFFICIAL),
        ("former Peruvian President", Role.OFFICIAL),
    ],
)
def test_title_tells_the_role(title: str, role: Role) -> None:
    (person,) = read(f"The {title} Raul Olaya came to La Paz.").people

    assert person.role is role


def test_text_without_capitals_gets_them_back() -> None:
    mentions = read(
        "Caracas, march 11 - ruritania will buy oil from ecuador and from venezuela, as energy "
        "minister raul olmedo barros said. he told the press that the loan to ecuador would be "
        "paid back next year by the state oil company of venezuela, and that more was to come."
    )

    assert [person.name for person in mentions.people] == ["Raul Olmedo Barros"]
    assert [place.country for place in mentions.places] == ["VE", "EC", "VE", "EC", "VE"]


def test_president_of_an_unknown_house_is_no_head_of_state() -> None:
    (person,) = read("FRANKFURT, May 3 - He met Zentralbank President Otto Pfahl.").people

    assert person.role is Role.OFFICIAL


def test_office_of_one_country_tells_it() -> None:
    (person,) = read("TOKYO, May 3 - Trade Representative Paul Harding arrived.").people

    assert person.country == "US"


def test_headline_with_two_people_is_no_apposition() -> None:
    mentions = read(
        "Palestinian leader Mahmoud Abbas met Israeli Foreign Minister Dov Peled in Tunis.",
        title="Abbas, Israeli FM hold talks",
    )

    assert people(mentions) == [("Mahmoud Abbas", "PS"), ("Dov Peled", "IL")]


def test_former_namesake_is_another_person() -> None:
    mentions = read("US President George W. Bush thanked his father, former president George Bush.")

    assert [person.name for person in mentions.people] == ["George W. Bush", "George Bush"]
