"""Visits in the columns of COLT, the data set of the travels of leaders.

Trips that took place or are on their way to; days that are not sure are left empty and told in
Notes. `docs/api.md` says what each role's letter means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from visits.models import Country, Meeting, Tenure, VisitClaim
from visits.queries.rows.context import Row
from visits.terms import EditorialState, MeetingForm, Role

SOURCES = 3
COLUMNS = (
    *("TripID", "LeaderID", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRole", "LeaderTitle"),
    *("LeaderFullName", "CountryVisited", "CountryVisitedISO", "CityVisited", "TripStartDate"),
    *("TripEndDate", "TripDuration", "MetHostHoGS", "HostHOGSName", "AttendedMultilatEvent"),
    *("NameMultilatEvent", "Notes", "Confidence"),
    *(f"SourceLink{n}" for n in range(1, SOURCES + 1)),
)
_LETTERS = {
    Role.HEAD_OF_STATE: "S",
    Role.HEAD_OF_GOVERNMENT: "G",
    Role.FOREIGN_MINISTER: "F",
    Role.DEFENCE_MINISTER: "D",
    Role.DEPUTY_HEAD: "V",
    Role.BODY_HEAD: "I",
    Role.ROYAL: "R",
}
_HEADS = (Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT)


def colt_portions(portions: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """The rows of visits in COLT's columns; four queries a portion."""
    codes = dict(Country.objects.values_list("code", "alpha3"))
    for rows in portions:
        led = [row for row in rows if row["head"]]
        ids = [row["id"] for row in led]
        tenures = _tenures({row["head"]["slug"] for row in led})
        met, links = _met(ids), _links(ids)
        yield [_colt(row, codes, tenures, met.get(row["id"], []), links[row["id"]]) for row in led]


def _colt(
    row: Row,
    codes: dict[str, str],
    tenures: dict[str, list[Tenure]],
    met: list[tuple[str, str, date | None]],
    links: list[str],
) -> Row:
    start, end = _sure(row["dates"]["start"]), _sure(row["dates"]["end"])
    held = _held(tenures.get(row["head"]["slug"], []), start)
    hosts = [name for name, country, _ in met if country == row["host"]]
    told: Row = {
        "TripID": row["id"],
        "LeaderID": row["head"]["slug"],
        "LeaderCountryOrIGO": row["visitor_country_name"],
        "LeaderCountryISO": codes.get(row["visitor_country"] or "", ""),
        "LeaderRole": _letters(held),
        "LeaderTitle": _title(row, held),
        "LeaderFullName": row["head"]["name"],
        "CountryVisited": row["host_name"],
        "CountryVisitedISO": codes.get(row["host"], ""),
        "CityVisited": row["cities"],
        "TripStartDate": start,
        "TripEndDate": end,
        "TripDuration": (end - start).days + 1 if start and end else None,
        "MetHostHoGS": int(bool(hosts)),
        "HostHOGSName": list(dict.fromkeys(hosts)),
        "AttendedMultilatEvent": int(bool(row["gathering"])),
        "NameMultilatEvent": row["gathering"],
        "Notes": _notes(row, start, end),
        "Confidence": row["confidence"],
    }
    for n in range(SOURCES):
        told[f"SourceLink{n + 1}"] = links[n] if n < len(links) else None
    return told


def _sure(window: Row | None) -> date | None:
    """The day, None where it is not sure."""
    return window["earliest"] if window and window["earliest"] == window["latest"] else None


def _held(tenures: Iterable[Tenure], day: date | None) -> list[Tenure]:
    if day is None:
        return []
    return [
        one
        for one in tenures
        if (one.start is None or one.start <= day) and (one.end is None or day <= one.end)
    ]


def _letters(held: Collection[Tenure]) -> str:
    roles = {Role(one.office.role) for one in held}
    if roles.issuperset(_HEADS):
        return "GS"
    return next((letter for role, letter in _LETTERS.items() if role in roles), "O")


def _title(row: Row, held: Collection[Tenure]) -> str:
    printed = next((one["title"] for one in row["members"] if one["title"]), "")
    return printed or next((str(one.office.names.get("en", "")) for one in held), "")


def _notes(row: Row, start: date | None, end: date | None) -> str:
    parts = [f"status {row['status']}"]
    if not (start and end):
        parts.append(f"dates {row['dates']['edtf'] or 'not told'}")
    if row["purpose"]:
        parts.append(row["purpose"])
    return "; ".join(parts)


def _tenures(slugs: Collection[str]) -> dict[str, list[Tenure]]:
    found: dict[str, list[Tenure]] = defaultdict(list)
    rows = Tenure.objects.filter(official__slug__in=slugs).select_related("office", "official")
    for tenure in rows.order_by("office__rank", "-start", "pk"):
        found[tenure.official.slug].append(tenure)
    return found


def _met(visits: Collection[int]) -> dict[int, list[tuple[str, str, date | None]]]:
    """(name, country, day) of the heads of state or government met in person, by visit."""
    links = Meeting.visits.through.objects.filter(
        visit__in=visits,
        meeting__form=MeetingForm.IN_PERSON,
        meeting__participants__official__tenures__office__role__in=_HEADS,
    ).exclude(meeting__state=EditorialState.REJECTED)
    person = "meeting__participants__official"
    rows: Any = links.values_list(
        "visit",
        f"{person}__name",
        f"{person}__country",
        "meeting__day_earliest",
        f"{person}__tenures__start",
        f"{person}__tenures__end",
    )
    found: dict[int, list[tuple[str, str, date | None]]] = defaultdict(list)
    for visit, name, country, day, start, end in rows:
        in_office = day is None or ((start or day) <= day <= (end or day))
        if in_office and (name, country, day) not in found[visit]:
            found[visit].append((name, country, day))
    return found


def _links(visits: Collection[int]) -> dict[int, list[str]]:
    """Addresses of the announcements, the earliest first, by visit."""
    rows = VisitClaim.objects.filter(visit__in=visits).exclude(claim__announcement__url="")
    found: dict[int, list[str]] = defaultdict(list)
    told = rows.order_by("claim__announcement__published_at", "claim")
    for visit, url in told.values_list("visit", "claim__announcement__url"):
        if url not in found[visit]:
            found[visit].append(url)
    return found
