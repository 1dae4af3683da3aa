"""The country of people whose titles name none."""

from __future__ import annotations

import pytest

from tests.extraction.people.reading import BEIJING, STATE, people, read
from visits.extraction.documents import Document
from visits.extraction.gazetteer import packaged_gazetteer
from visits.extraction.people.countries import Home, publisher_home

OSLO = "Ministry of Foreign Affairs of Norway"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Quartet's Special Envoy Walter Hobbins spoke.", None),
        ("Quartet Envoy Walter Hobbins spoke.", None),
        ("Trade Minister Walter Hobbins spoke.", "JP"),
        ("NATO said Trade Minister Walter Hobbins came.", "JP"),
        ("Sudan said Trade Minister Walter Hobbins came.", "SD"),
        ("A delegation headed by Trade Minister Walter Hobbins came.", "JP"),
        ("A Latvian delegation headed by Trade Minister Walter Hobbins came.", "LV"),
        ("Passers by saw Trade Minister Walter Hobbins.", "JP"),
        ("Pope Walter spoke.", "VA"),
        ("Director-General of the IMO Walter Hobbins spoke.", None),
        ("U.N. Secretary-General Walter Hobbins spoke.", "UN"),
    ],
)
def test_wire_tells_the_country_by_its_dateline_unless_the_text_does(
    text: str, country: str | None
) -> None:
    assert [person.country for person in read(f"TOKYO, May 3 - {text}").people] == [country]


@pytest.mark.parametrize(
    ("text", "source", "country"),
    [
        ("Minister of State Walter Hobbins will visit Rome.", STATE, None),
        ("Foreign Minister Walter Hobbins will visit Rome.", STATE, None),
        ("Vice President Walter Hobbins will visit Rome.", STATE, "US"),
        ("Assistant Minister Walter Hobbins will visit Rome.", BEIJING, "CN"),
        ("Foreign Minister Walter Hobbins will visit Rome.", OSLO, "NO"),
        ("Foreign Minister Walter Hobbins will visit Chile and Peru.", OSLO, "NO"),
    ],
)
def test_ministry_tells_its_own_people_from_its_guests(
    text: str, source: str, country: str | None
) -> None:
    assert [person.country for person in read(text, source=source).people] == [country]


def test_wife_is_of_the_country_of_the_person_before() -> None:
    mentions = read("Chilean President Joaquin Barros and his wife Ana Rios spoke.")

    assert people(mentions) == [("Joaquin Barros", "CL"), ("Ana Rios", "CL")]


def test_counterpart_of_nobody_known_has_no_role() -> None:
    (_, person) = read("Otto Braun said. Counterpart Elias Hadad came.").people

    assert (person.name, person.country, person.role) == ("Elias Hadad", None, None)


@pytest.mark.parametrize(
    ("source", "country", "home"),
    [
        ("Ministry of Foreign Affairs of Norway", None, Home("NO", "NO")),
        ("Xinhua", "CN", Home(None, "CN")),
        ("", "CN", Home("CN", "CN")),
        ("Reuters", None, Home(None, None)),
    ],
)
def test_home_of_a_publisher(source: str, country: str | None, home: Home) -> None:
    document = Document("d", "", "Text", None, "en", source, country)

    assert publisher_home(document, packaged_gazetteer()) == home


@pytest.mark.parametrize(
    ("leader", "country"), [("Chilean President Joaquin Barros", "CL"), ("The guest", None)]
)
def test_company_is_of_the_country_of_a_leader_who_is_named(
    leader: str, country: str | None
) -> None:
    mentions = read(
        f"{leader} came to the small hall by the river and the sea accompanied by Foreign "
        "Minister Alan Berg."
    )

    assert people(mentions)[-1] == ("Alan Berg", country)
