from __future__ import annotations

import datetime as dt

import pycountry
import pytest

from visits.reference import LANGUAGES, countries, country

BODIES = {"EU", "UN", "X-NATO", "X-ASEAN", "X-AU"}
WITHDRAWN = {"SUHH", "YUCS", "DDDE", "CSHH", "CSXX", "ANHH", "YDYE", "VDVN"}


def test_countries_cover_every_iso_code_and_our_own() -> None:
    codes = {row.code for row in countries()}
    assert codes == {c.alpha_2 for c in pycountry.countries} | {"XK"} | BODIES | WITHDRAWN


def test_countries_are_ordered_and_cached() -> None:
    assert [row.code for row in countries()] == sorted(row.code for row in countries())
    assert countries() is countries()


def test_countries_have_a_name_in_every_language() -> None:
    missing = [(row.code, lang) for row in countries() for lang in LANGUAGES if not row.names[lang]]
    assert missing == []


def test_country_kinds_follow_the_code() -> None:
    kinds = {row.code: row.kind for row in countries()}
    assert {code for code, kind in kinds.items() if kind == "body"} == BODIES
    assert {code for code, kind in kinds.items() if kind == "withdrawn"} == WITHDRAWN
    assert set(kinds.values()) == {"state", "body", "withdrawn"}


def test_country_withdrawn_keeps_its_iso_codes_and_time() -> None:
    row = country("SUHH")
    assert (row.alpha2, row.alpha3) == ("SU", "SUN")
    assert row.valid_to == dt.date(1991, 12, 26)


def test_country_of_a_body_has_no_iso_code() -> None:
    assert (country("X-NATO").alpha2, country("X-NATO").alpha3) == ("", "")
    assert (country("XK").alpha2, country("XK").alpha3) == ("XK", "XKX")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("CN", "zh", "中国"),
        ("RU", "ru", "Россия"),
        ("FR", "fr", "France"),
        ("DE", "es", "Alemania"),
        ("EG", "ar", "مصر"),
        ("PS", "en", "Palestine"),
        ("HK", "en", "Hong Kong"),
        ("BA", "en", "Bosnia and Herzegovina"),
        ("SUHH", "ru", "Советский Союз"),
    ],
)
def test_country_name_in_a_language(code: str, language: str, name: str) -> None:
    assert country(code).names[language] == name


def test_country_forms_put_the_display_name_first() -> None:
    forms = country("GB").forms_in("en")
    assert forms[0] == "United Kingdom"
    assert {"UK", "Britain"} <= set(forms)


def test_country_russian_forms_are_declined() -> None:
    forms = set(country("CN").forms_in("ru"))
    assert {"Китай", "Китая", "Китаю", "Китаем", "Китае"} <= forms
    assert ("ru", "китайского") in country("CN").demonyms
    assert ("ru", "Москве") in country("RU").capitals


def test_country_capitals_lead_with_the_one_to_display() -> None:
    firsts = dict(reversed(country("CN").capitals))
    assert firsts == {
        "en": "Beijing", "zh": "北京", "ru": "Пекин", "fr": "Pékin", "es": "Pekín", "ar": "بكين",
    }  # fmt: skip


def test_country_un_members_have_a_capital_and_a_demonym_in_english() -> None:
    # Territories and Antarctica have none of their own; these are the ISO codes outside the UN.
    others = (
        "AI AQ AS AW AX BL BM BQ BV CC CW CX EH FK FO GF GG GI GP GS GU HM IM IO JE KY MF MO MP MQ"
        " MS NC NF NU PF PM PN RE SH SJ SX TC TF TK UM VG VI WF YT HK"
    )
    members = [row for row in countries() if row.kind == "state" and row.code not in others.split()]
    assert [r.code for r in members if "en" not in {lang for lang, _ in r.capitals}] == []
    assert [r.code for r in members if "en" not in {lang for lang, _ in r.demonyms}] == []
    assert len(members) == 193 + len(["CK", "GL", "PR", "PS", "TW", "VA", "XK"])


def test_country_forms_have_no_stray_space_or_separator() -> None:
    for row in countries():
        for part in (row.aliases, row.demonyms, row.capitals, row.cities, row.metonyms):
            assert [form for _, form in part if form != form.strip() or ";" in form] == []
            assert len(set(part)) == len(part)


def test_country_abbreviations_are_short() -> None:
    assert country("US").abbreviations == (("zh", "美"),)
    assert [r.code for r in countries() for _, form in r.abbreviations if len(form) > 2] == []
