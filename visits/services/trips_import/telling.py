"""A row as a trip → its announcement and what that claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime

from visits.extraction.documents import normalise
from visits.extraction.records import Person, VisitEvent
from visits.ingest.parsers.trips_values import Trip, stay_of
from visits.models import Announcement, Source
from visits.services.statements import Statement
from visits.terms import Role, VisitKind, VisitStatus

ENGINE = "import"
CONFIDENCE = 0.95


def digest_of(trip: Trip) -> str:
    """The same for rows that tell the same, whatever was doubted and whenever it is asked."""
    told = {k: v for k, v in trip.as_json().items() if k != "visit"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def guid_of(trip: Trip) -> str:
    """What the row is called in its source: by its own key, else by who, where to and when."""
    return trip.key or f"trip:{trip.identity}"


def announcement_of(
    source: Source, trip: Trip, names: Mapping[str, str], moment: datetime
) -> Announcement:
    """The row as an announcement, not saved yet. It has no signature: rows are no copies."""
    text = _statement(trip, names)[0].text
    return Announcement(
        source=source,
        guid=guid_of(trip)[:500],
        url=trip.url,
        text=text,
        published_at=moment,
        published_on=moment.date(),
        fetched_at=moment,
        content_hash=digest_of(trip),
    )


def events_of(
    trip: Trip, names: Mapping[str, str], officials: Mapping[str, str | None], today: date
) -> list[VisitEvent]:
    """A claim for each city: they are stops of one visit. `officials` is name → key.

    A table that does not tell the status is of trips made, as far as they are over.
    """
    statement, cities = _statement(trip, names)
    stay = stay_of(trip)
    people = tuple(
        Person(one.name, trip.country, one.title or None, Role(one.role) if one.role else None,
               official=officials.get(one.name))
        for one in trip.travellers
    )  # fmt: skip
    found = []
    for n, city in enumerate(trip.cities or (None,)):
        evidence = statement.evidence(*(name for name in cities if name != f"city {n}"))
        if f"city {n}" in evidence:
            evidence["city"] = evidence.pop(f"city {n}")
        found.append(
            VisitEvent(
                visitors=people,
                visitor_country=trip.country,
                destination_country=trip.host,
                destination_city=city,
                start=stay.start,
                end=stay.end,
                status=VisitStatus(trip.status) if trip.status else _status(trip, today),
                kind=VisitKind(trip.kind) if trip.kind else VisitKind.UNSPECIFIED,
                purpose=normalise(trip.note)[:2000] or None,
                gathering=trip.gathering or None,
                confidence=CONFIDENCE,
                rule="row of a table",
                evidence=evidence,
            )
        )
    return found


def _status(trip: Trip, today: date) -> VisitStatus:
    stay = stay_of(trip)
    begin = stay.start or stay.end
    end = stay.end or stay.start
    if begin is None or end is None or (begin.earliest or begin.latest or today) > today:
        return VisitStatus.PLANNED
    over = (end.latest or end.earliest or today) < today
    return VisitStatus.COMPLETED if over else VisitStatus.ONGOING


def _statement(trip: Trip, names: Mapping[str, str]) -> tuple[Statement, list[str]]:
    said = Statement()
    who = [normalise(f"{one.title} {one.name}".strip()) for one in trip.travellers]
    said.add(" and ".join(who), "visitors")
    if trip.country:
        said.add(" (").add(names[trip.country], "visitor_country").add(")")
    said.add(" to ").add(names[trip.host], "destination")
    cities = [f"city {n}" for n in range(len(trip.cities))]
    for name, city in zip(cities, trip.cities, strict=True):
        said.add(", ").add(normalise(city), name)
    stay = stay_of(trip)
    for mark, name, window in ((": ", "start", stay.start), (" until ", "end", stay.end)):
        if window is not None:
            said.add(mark).add(window.edtf, name)
    for name in ("kind", "status"):
        if getattr(trip, name):
            said.add("; ").add(getattr(trip, name), name)
    if trip.gathering:
        said.add("; ").add(normalise(trip.gathering), "gathering")
    if trip.note:
        said.add(". ").add(normalise(trip.note), "purpose")
    return said, cities
