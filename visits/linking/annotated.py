"""Annotated announcements of the evaluation format: what annotators found as claims, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from visits.linking.agreement import Agreement, Placed, b_cubed, ceaf_e, mixing
from visits.linking.copies import signature
from visits.linking.edtf import window_from_edtf
from visits.linking.function import link
from visits.linking.records import MeetingClaim, Party, Told, VisitClaim
from visits.linking.weights import Weights
from visits.terms import MeetingForm, SourceSide, VisitKind, VisitStatus

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkScores:
    """How the tours of the annotated visits agree with the annotators' trips."""

    mentions: int
    ceaf: Agreement
    b_cubed: Agreement
    mixed: int


def score_links(records: Iterable[Record], weights: Weights) -> LinkScores:
    """The scores of linking what annotators found, with these weights: no reading in between."""
    told = list(records)
    trips = {}
    claims: list[VisitClaim | MeetingClaim] = []
    for record in told:
        for claim, gold in visits_annotated(record):
            claims.append(claim)
            if gold.get("trip"):
                trips[claim.key] = gold["trip"]
        claims += [meeting for meeting, _ in meetings_annotated(record)]
    linked = link(claims, weights=weights)
    tours = {key: visit.itinerary for visit in linked.visits for key in visit.claims}
    placed: list[Placed] = [(trip, tours[key]) for key, trip in trips.items()]
    return LinkScores(len(placed), ceaf_e(placed), b_cubed(placed), mixing(placed))


def visits_annotated(record: Record) -> Iterator[tuple[VisitClaim, Record]]:
    """The record's visits, each with the annotation that it was made from; no background."""
    for number, gold in enumerate(record["gold"]["visits"]):
        if gold.get("background"):
            continue
        claim = VisitClaim(
            key=f"{record['id']}#v{number}",
            told=_told(record),
            visitors=tuple(Party(name, gold["visitor_country"]) for name in gold["visitors"]),
            visitor_country=gold["visitor_country"],
            host=gold["destination_country"],
            city=gold.get("destination_city"),
            start=window_from_edtf(gold.get("start")),
            end=window_from_edtf(gold.get("end")),
            within=window_from_edtf(gold.get("within")),
            new_start=window_from_edtf(gold.get("new_start")),
            status=VisitStatus(gold["status"]),
            kind=VisitKind(gold.get("kind") or VisitKind.UNSPECIFIED),
        )
        yield claim, gold


def meetings_annotated(record: Record) -> Iterator[tuple[MeetingClaim, Record]]:
    """The record's meetings in the same way."""
    for number, gold in enumerate(record["gold"]["meetings"]):
        if gold.get("background"):
            continue
        names, countries = gold["participants"], gold.get("countries") or []
        known = countries if len(countries) == len(names) else [None] * len(names)
        claim = MeetingClaim(
            key=f"{record['id']}#m{number}",
            told=_told(record),
            participants=tuple(Party(*told) for told in zip(names, known, strict=True)),
            form=MeetingForm(gold.get("form") or MeetingForm.IN_PERSON),
            day=window_from_edtf(gold.get("date")),
            within=window_from_edtf(gold.get("within")),
            status=VisitStatus(gold["status"]),
            country=gold.get("place_country"),
            city=gold.get("place_city"),
        )
        yield claim, gold


def _told(record: Record) -> Told:
    """By whom and when; whose side it is changes which value wins, and no link."""
    day = date.fromisoformat(record["published"])
    published = datetime.combine(day, time(12), UTC)
    return Told(
        announcement=str(record["id"]),
        source=str(record["source"]),
        standing=SourceSide.WIRE,
        side=None,
        published=published,
        recorded=published,
        signature=signature(record["text"]),
    )
