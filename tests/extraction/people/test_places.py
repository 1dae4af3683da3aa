from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.people.reading import WIRE, read
from visits.extraction.mentions import Dateline, Mentions, PlaceForm


def places(mentions: Mentions) -> list[tuple[str, str, str | None, PlaceForm]]:
    return [
        (mentions.text[place.start : place.end], place.country, place.city, place.form)
        for place in mentions.places
    ]


def test_dateline_gives_city_country_and_day() -> None:
    mentions = read("HANOI, Nov. 2, 2005 (Xinhua) -- Talks began.", source="Xinhua")

    assert mentions.dateline == Dateline(0, 32, "VN", "Hanoi", date(2005, 11, 2))


def test_dateline_without_a_day_is_one_by_its_agency() -> None:
    mentions = read("MANILA (Reuters) - Talks began.", source=WIRE)

    assert mentions.dateline == Dateline(0, 19, "PH", "Manila", None)


def test_dateline_of_a_day_that_is_none_has_no_day() -> None:
    mentions = read("MANILA, Feb. 30, 2005 (Reuters) - Talks began.", source=WIRE)

    assert mentions.dateline == Dateline(0, 34, "PH", "Manila", None)


def test_dateline_without_a_year_has_no_day_where_nothing_tells_the_year() -> None:
    mentions = read("MANILA, Feb. 3 (Reuters) - Talks began.", source=WIRE, published=None)

    assert mentions.dateline == Dateline(0, 27, "PH", "Manila", None)


def test_dateline_of_a_place_that_nobody_knows_has_its_name() -> None:
    mentions = read("LITTLE WEIR, Feb. 3 (Reuters) - Talks began.", source=WIRE)

    assert mentions.dateline == Dateline(0, 32, None, "Little Weir", date(2006, 2, 3))


def test_a_sentence_with_a_dash_is_no_dateline() -> None:
    assert read("Hanoi - the old capital - was quiet.").dateline is None


def test_here_is_the_place_of_the_dateline() -> None:
    mentions = read("AMMAN, May 3 - He came here on Monday.")

    assert ("here", "JO", "Amman", PlaceForm.HERE) in places(mentions)


def test_us_is_a_demonym_before_a_noun_and_a_country_elsewhere() -> None:
    mentions = read("The U.S. delegation flew to the U.S. on Monday.")

    assert places(mentions) == [
        ("U.S.", "US", None, PlaceForm.DEMONYM),
        ("U.S.", "US", None, PlaceForm.COUNTRY),
    ]


def test_shared_demonym_goes_by_the_country_named_otherwise() -> None:
    mentions = read("He flew to the Dominican Republic, where Dominican officials met him.")

    assert places(mentions)[1] == ("Dominican", "DO", None, PlaceForm.DEMONYM)


def test_kremlin_is_soviet_before_1991() -> None:
    before = read("The Kremlin agreed.", published=date(1987, 3, 1))
    after = read("The Kremlin agreed.", published=date(2006, 3, 1))

    assert [place.country for place in (*before.places, *after.places)] == ["SU", "RU"]


def test_curly_apostrophe_is_no_other_country() -> None:
    mentions = read("He visited the People’s Republic of China.")

    assert [place.country for place in mentions.places] == ["CN"]


@pytest.mark.parametrize("name", ["Monica Medina", "Monica P. Medina"])
def test_place_inside_a_name_is_no_place(name: str) -> None:
    mentions = read(f"Assistant Secretary {name} will speak in Oslo.")

    assert [place.city for place in mentions.places] == ["Oslo"]


def test_demonym_of_small_letters_has_a_capital_where_it_begins_a_sentence() -> None:
    mentions = read("Китайский министр приехал. Российский — нет.", language="ru")

    assert [(p.country, p.form) for p in mentions.places] == [
        ("CN", PlaceForm.DEMONYM),
        ("RU", PlaceForm.DEMONYM),
    ]


def test_spanish_china_is_the_country_and_the_adjective_by_its_letter() -> None:
    mentions = read("China recibirá a la delegación china.", language="es")

    assert [place.form for place in mentions.places] == [PlaceForm.COUNTRY, PlaceForm.DEMONYM]
