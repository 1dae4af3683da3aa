"""Tables of trips: headers, dates, countries, and what is wrong told by row and column."""

from __future__ import annotations

from datetime import date

import pytest

from visits.ingest.parsers.trips import read_trips
from visits.ingest.parsers.trips_columns import guess_mapping, missing_in, source_of
from visits.ingest.parsers.trips_countries import Found, country_at
from visits.ingest.parsers.trips_dates import Order, order_of, read_cell
from visits.ingest.parsers.trips_tables import parse_table
from visits.ingest.parsers.trips_values import Traveller, Trip, Wrong
from visits.reasons import Refused, Why, because

HEADER = "official,acts for,host country,city,start,end,status,note\n"


def told(body: str, header: str = HEADER) -> list[Trip | Wrong]:
    table = parse_table((header + body).encode())
    return [one for _, one in read_trips(table, guess_mapping(table.header))]


def only(body: str, header: str = HEADER) -> Trip:
    (trip,) = told(body, header)
    assert isinstance(trip, Trip), trip
    return trip


def test_a_row_is_a_trip() -> None:
    trip = only("Wang Yi,China,Russia,Moscow,2025-03-31,2025-04-02,completed,talks\n")

    assert trip == Trip(
        travellers=(Traveller("Wang Yi"),),
        country="CN",
        host="RU",
        cities=("Moscow",),
        start=("2025-03-31", "2025-03-31"),
        end=("2025-04-02", "2025-04-02"),
        status="completed",
        note="talks",
    )
    assert Trip.from_json(trip.as_json()) == trip


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("CS", date(1975, 1, 1), Found("CSHH")),
        ("CS", date(2004, 1, 1), Found("CSXX")),
        ("U.S.S.R.", date(1972, 5, 22), Found("SUHH")),
        ("Yugoslavia", date(1970, 9, 30), Found("YUCS")),
        ("German Democratic Republic", date(1989, 12, 12), Found("DDDE")),
        ("Czechoslovakia (government-in-exile)", date(1943, 5, 1), Found("CSHH")),
        ("Burma", date(1955, 2, 1), Found("MM")),
        ("Atlantis (Burma)", date(1995, 2, 1), Found("MM")),
        ("FRA", None, Found("FR")),
        ("Deutschland", date(2024, 6, 1), Found("DE")),
        ("Países Baixos", None, Found("NL")),
        (
            "Czechia",
            date(1975, 1, 1),
            Found("CZ", because(Why.NO_STATE_THEN, country="CZ", day="1975-01-01")),
        ),
        ("Atlantis", date(1975, 1, 1), Found(None)),
        (
            "CS",
            None,
            Found("CSHH", because(Why.SEVERAL_COUNTRIES, text="CS", countries="CSHH CSXX")),
        ),
    ],
)
def test_a_country_is_the_one_of_the_day(name: str, day: date | None, found: Found) -> None:
    assert country_at(name, day) == found


@pytest.mark.parametrize(
    ("cell", "order", "edtf", "doubt"),
    [
        ("2025-03-04", Order.UNCLEAR, "2025-03-04", False),
        ("2025/3/4", Order.UNCLEAR, "2025-03-04", False),
        ("20250304", Order.UNCLEAR, "2025-03-04", False),
        ("2025-03-04 00:00:00", Order.UNCLEAR, "2025-03-04", False),
        ("4.3.2025", Order.MONTH_FIRST, "2025-03-04", False),
        ("3/4/2025", Order.MONTH_FIRST, "2025-03-04", False),
        ("3/4/2025", Order.DAY_FIRST, "2025-04-03", False),
        ("3/4/2025", Order.UNCLEAR, "2025-04-03", True),
        ("4/4/2025", Order.UNCLEAR, "2025-04-04", False),
        ("14/4/2025", Order.UNCLEAR, "2025-04-14", False),
        ("4/14/2025", Order.UNCLEAR, "2025-04-14", False),
        ("14/4/25", Order.UNCLEAR, "2025-04-14", True),
        ("14 April 2025", Order.UNCLEAR, "2025-04-14", False),
        ("early May 2025", Order.UNCLEAR, "2025-05-01/2025-05-10", False),
        ("2025-05", Order.UNCLEAR, "2025-05", False),
        ("2025", Order.UNCLEAR, "2025-01/2025-12", False),
    ],
)
def test_a_day_is_read_in_many_styles(cell: str, order: Order, edtf: str, doubt: bool) -> None:
    read = read_cell(cell, order)

    assert read.stay is not None
    assert read.stay.start is not None
    assert (read.stay.start.edtf, bool(read.doubt)) == (edtf, doubt)


@pytest.mark.parametrize("cell", ["", "TBD", "tbd.", "To be announced", "?", "n/a", "…"])
def test_no_day_yet_is_no_fault(cell: str) -> None:
    assert read_cell(cell, Order.UNCLEAR).stay is None


@pytest.mark.parametrize(
    "cell", ["31/2/2025", "2025-13-01", "5-2025-7", "next week", "soon", "0999-01-01"]
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(Refused, match=r"no_year|no_date|no_such_day|out_of_calendar"):
        read_cell(cell, Order.UNCLEAR)


def test_the_order_is_what_the_column_proves() -> None:
    assert order_of(["1/2/2025", "25/2/2025"]) == Order.DAY_FIRST
    assert order_of(["1/2/2025", "2/25/2025"]) == Order.MONTH_FIRST
    assert order_of(["25/2/2025", "2/25/2025", "1/2/2025"]) == Order.UNCLEAR
    assert order_of(["2025-02-01", "1.2.2025"]) == Order.UNCLEAR


def test_three_styles_in_one_column_are_each_read() -> None:
    found = told(
        "Wang Yi,China,Russia,,2025-01-02,,,\nWang Yi,China,Spain,,03/25/2025,,,\n"
        "Wang Yi,China,France,,5 June 2025,,,\nWang Yi,China,Italy,,3/4/2025,,,\n"
    )

    days = [one.start[0] for one in found if isinstance(one, Trip) and one.start]
    assert days == ["2025-01-02", "2025-03-25", "2025-06-05", "2025-03-04"]
    assert [one.doubts for one in found if isinstance(one, Trip)] == [(), (), (), ()]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (",China,Russia,,,,,", Wrong(because(Why.NOBODY), "official")),
        ("Wang Yi,China,,,,,,", Wrong(because(Why.NO_HOST), "host country")),
        (
            "Wang Yi,China,Nowhere,,,,,",
            Wrong(because(Why.UNKNOWN_COUNTRY, name="Nowhere"), "host country"),
        ),
        (
            "Wang Yi,Neverland,Russia,,,,,",
            Wrong(because(Why.UNKNOWN_COUNTRY, name="Neverland"), "acts for"),
        ),
        (
            "Wang Yi,China,China,,,,,",
            Wrong(because(Why.OWN_COUNTRY), "host country"),
        ),
        (
            "Wang Yi,China,Russia,,2025-03-31,2025-03-01,,",
            Wrong(because(Why.END_FIRST), "end"),
        ),
        ("Wang Yi,China,Russia,,soon,,,", Wrong(because(Why.NO_YEAR, text="soon"), "start")),
        ("=A1,China,Russia,,,,,", Wrong(because(Why.FORMULA), "official")),
        ("@SUM(A1),China,Russia,,,,,", Wrong(because(Why.FORMULA), "official")),
        ("W" * 301 + ",China,Russia,,,,,", Wrong(because(Why.TOO_LONG, n=300), "official")),
        ("Wang Yi,China", Wrong(because(Why.FEW_CELLS, n=2, header=8))),
        (
            'Wang Yi,China,Russia,"Mos',
            Wrong(because(Why.OPEN_QUOTE, line=2)),
        ),
        ("Wang Yi,China,Russia,,,,,,x", Wrong(because(Why.MANY_CELLS, n=9, header=8))),
    ],
)
def test_a_wrong_row_says_why_and_where(body: str, wrong: Wrong) -> None:
    assert told(body) == [wrong]


def test_what_is_doubtful_is_told_and_kept() -> None:
    trip = only("Wang Yi,China,Russia,,,,perhaps,\n")

    assert (trip.doubts, trip.doubtful, trip.status) == (
        (because(Why.UNKNOWN_STATUS, text="perhaps"),),
        "status",
        "",
    )


def test_doubts_name_their_columns() -> None:
    trips = told("Wang Yi,China,CS,,,,,\nWang Yi,China,Russia,,14/4/25,,,\n")

    assert [
        [(one.doubtful, doubt.why) for doubt in one.doubts]
        for one in trips
        if isinstance(one, Trip)
    ] == [[("host", Why.SEVERAL_COUNTRIES)], [("start", Why.SHORT_YEAR)]]


def test_what_is_no_address_is_doubted_and_left_out() -> None:
    header = "official,acts for,host country,url\n"
    odd = only("Wang Yi,China,Russia,see page 3\n", header)
    good = only("Wang Yi,China,Russia,https://example.org/x\n", header)

    assert (odd.url, odd.doubts) == ("", (because(Why.NO_ADDRESS, text="see page 3"),))
    assert good.url == "https://example.org/x"


def test_row_of_our_own_export_may_name_nobody() -> None:
    header = "id,head,head_slug,start_earliest,dates,visitor_country,host,cities\n"
    trip = only("7,,,,2025-05-01/2025-05-03,China,Russia,Moscow; Kazan\n", header)

    assert (trip.visit, trip.travellers, trip.cities) == ("7", (), ("Moscow", "Kazan"))
    assert source_of(header.strip().split(",")) == "Visitbook export"
    assert source_of(["direction", "country_raw", "official_name", "home_country"]) == (
        "Office of the Historian"
    )


def test_country_beside_a_destination_is_the_visitors() -> None:
    found = guess_mapping(["Name", "Country", "Destination"])

    assert (found["country"], found["host"]) == ("Country", "Destination")


def test_an_apostrophe_of_an_export_is_taken_off() -> None:
    assert only("Wang Yi,China,Russia,,,,,'=talks\n").note == "=talks"
    assert only("Wang Yi,China,Russia,'s-Hertogenbosch,,,,\n").cities == ("'s-Hertogenbosch",)


def test_cities_of_one_field_are_stops() -> None:
    assert only('Wang Yi,China,Russia,"Moscow, Kazan and Sochi",,,,\n').cities == (
        "Moscow",
        "Kazan",
        "Sochi",
    )


@pytest.mark.parametrize(
    ("name", "people"),
    [
        (
            "Andrzej Duda and Prime Minister Donald Tusk",
            (
                Traveller("Andrzej Duda"),
                Traveller("Donald Tusk", "Prime Minister", "head_of_government"),
            ),
        ),
        ('"Benigno S. Aquino, 3rd"', (Traveller("Benigno S. Aquino, 3rd"),)),
        ("Prime MinisterHaidar al-Abadi", (Traveller("Haidar al-Abadi"),)),
        ("Prime Minster Khan", (Traveller("Khan"),)),
    ],
)
def test_people_of_one_field_are_told_apart(name: str, people: tuple[Traveller, ...]) -> None:
    assert only(f"{name},China,Russia,,,,,\n").travellers == people


def test_headers_are_known_in_other_languages() -> None:
    german = guess_mapping(["Name des Gastes", "Herkunftsland", "Gastland", "Orte", "Von", "Bis"])
    french = guess_mapping(["Visiteur", "Pays d'origine", "Pays hôte", "Ville", "Début", "Fin"])
    chinese = guess_mapping(["姓名", "派遣国", "到访国", "城市", "开始日期", "结束日期"])

    for found in (german, french, chinese):
        assert list(found) == ["official", "country", "host", "city", "start", "end"]
        assert missing_in(found) == ()
    assert missing_in(guess_mapping(["a", "b"])) == ("official", "host")


def test_the_columns_of_colt_are_known() -> None:
    header = (
        "TripID,LeaderCountryOrIGO,LeaderCountryISO,LeaderRole,LeaderTitle,LeaderFullName,"
        "CountryVisited,CountryVisitedISO,CityVisited,TripStartDate,TripEndDate,Notes\n"
    )
    body = "7,Côte d'Ivoire,CIV,GS,President,Alassane Ouattara,France,FRA,Paris,TBD,TBD,é\n"

    table = parse_table((header + body).encode("latin-1"))
    ((_, trip),) = read_trips(table, guess_mapping(table.header))

    assert (source_of(table.header), table.notes) == (
        "COLT",
        (because(Why.NOT_UTF8),),
    )
    assert trip == Trip(
        travellers=(Traveller("Alassane Ouattara", "President", "head_of_state"),),
        country="CI",
        host="FR",
        cities=("Paris",),
        note="é",
        key="7",
    )


def test_the_columns_of_the_historian_say_which_side_is_foreign() -> None:
    header = (
        "source_id,direction,official_name,role,home_country,country,country_raw,city,start,end,"
        "remarks\n"
    )
    there = only("t:1,outgoing,Ann Lee,President,US,SU,U.S.S.R.,Moscow,1972-05-22,,\n", header)
    here = only("v:1,incoming,Jan Mac,President,CS,US,Czechoslovakia,,1990-02-19,,\n", header)

    assert (there.country, there.host) == ("US", "SUHH")
    assert (here.country, here.host) == ("CSHH", "US")
