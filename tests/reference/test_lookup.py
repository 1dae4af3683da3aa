from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from visits.reference import countries, country_by_city, country_by_name, fold
from visits.reference.lookup import own_code

TRAVELS = Path(__file__).parents[3] / "shared" / "data" / "us_travels.csv"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China", "CN"),
        ("PRC", "CN"),
        ("the Netherlands", "NL"),
        ("THE GAMBIA", "GM"),
        ("U.S.", "US"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("Burma", "MM"),
        ("USSR", "SUHH"),
        ("Korea, Republic of", "KR"),
        ("China, People’s Republic of", "CN"),
        ("Siam (Thailand)", "TH"),
        ("Poland (government-in-exile)", "PL"),
        ("韩国", "KR"),
        ("России", "RU"),
        ("États-Unis", "US"),
        ("Etats-Unis", "US"),
        ("EE. UU.", "US"),
        ("Macedonia", "MK"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Republic of China", "TW"),
        ("African Union", "X-AU"),
    ],
)
def test_country_by_name_known(name: str, code: str) -> None:
    assert country_by_name(name) == code


@pytest.mark.parametrize(
    "name", ["", "Korea", "Chin", "Chinaa", "Nigeri", "Denmark (Greenland)", "Atlantis", "(", ","]
)
def test_country_by_name_unknown_or_shared(name: str) -> None:
    assert country_by_name(name) is None


def test_country_names_are_shared_by_no_two_countries() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for row in countries():
        for _, form in (*row.names.items(), *row.aliases):
            names[fold(form)].add(row.code)
    assert {name: codes for name, codes in names.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Moscow", "RU"),
        ("St. Petersburg", "RU"),
        ("Sharm el-Sheikh", "EG"),
        ("Ramallah", "PS"),
        ("Jerusalem", "IL"),
        ("Malé", "MV"),
        ("Женеве", "CH"),
        ("釜山", "KR"),
        ("East Berlin", "DDDE"),
        ("Nowhere", None),
    ],
)
def test_country_by_city(name: str, code: str | None) -> None:
    assert country_by_city(name) == code


@pytest.mark.skipif(not TRAVELS.is_file(), reason="the shared data are not beside this checkout")
def test_country_by_name_on_the_strings_of_real_trips() -> None:
    accepted: dict[str, set[str]] = defaultdict(set)
    with TRAVELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = row["country"] if row["direction"] == "outgoing" else row["home_country"]
            accepted[row["country_raw"]] |= {told, row["country_iso3166_3"]}
    found = {raw: country_by_name(raw) for raw in accepted}
    assert {raw: code for raw, code in found.items() if code and code not in accepted[raw]} == {}
    assert sorted(raw for raw, code in found.items() if code is None) == [
        "Denmark (Greenland)",
        "Hawaii",
        "Korea",
        "Serbia-Montenegro (Kosovo)",
        "Somoa",
        "St. Vincent and the Grenadines",
        "Yugoslavia (Kosovo)",
    ]


@pytest.mark.parametrize(
    ("code", "day", "own"),
    [
        ("SU", date(1987, 4, 13), "SUHH"),
        ("CS", date(1990, 1, 1), "CSHH"),
        ("CS", date(2004, 1, 1), "CSXX"),
        ("CS", date(2010, 1, 1), "CSXX"),
        ("SU", date(1900, 1, 1), "SUHH"),
        ("SUHH", date(1987, 4, 13), "SUHH"),
        ("FR", date(1987, 4, 13), "FR"),
        ("ZZ", date(1987, 4, 13), "ZZ"),
    ],
)
def test_own_code_is_that_of_the_country_of_the_day(code: str, day: date, own: str) -> None:
    assert own_code(code, day) == own
