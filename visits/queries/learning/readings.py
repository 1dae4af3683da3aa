"""The reader against editors: which readings were right, which fields of them, what was missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from visits.linking.keys import fold_name
from visits.models import Announcement, Claim, VisitClaim
from visits.queries.claim_values import window
from visits.queries.learning.judged import JudgedVisit
from visits.terms import DeliveryState, SourceSide, VisitKind

# What the engine of every reading is called, whichever its version.
READER = "reader-"
# So many of the latest entries by hand that name an address are looked at.
MOST_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class FieldRead:
    field: str
    right: bool


@dataclass(frozen=True, slots=True)
class EventRead:
    """A claim that the reader made of a visit which editors judged; `week` is its Monday."""

    week: date
    confidence: float
    right: bool
    fields: tuple[FieldRead, ...]


def events_read(judged: Iterable[JudgedVisit]) -> list[EventRead]:
    """The readings behind the visits; of one that was restored without more nothing is known."""
    return [
        event
        for one in judged
        if one.is_rejected or one.is_confirmed or one.values
        for event in _events(one)
    ]


def visits_missed() -> list[date]:
    """The weeks of the visits that were entered by hand from texts that were read without them.

    The text is the one with the entry's address; two queries.
    """
    entries = dict(
        Announcement.objects.filter(source__side=SourceSide.EDITOR)
        .exclude(url="")
        .order_by("-published_at", "-pk")
        .values_list("pk", "url")[:MOST_ENTRIES]
    )
    links = VisitClaim.objects.filter(claim__announcement__in=entries).order_by("claim__key")
    entered = links.values_list("claim__announcement", "visit", "claim__announcement__published_at")
    read = VisitClaim.objects.filter(
        visit__in=links.values("visit"),
        claim__announcement__url__in=set(entries.values()),
        claim__engine__startswith=READER,
    )
    found = set(read.values_list("visit", "claim__announcement__url"))
    held = set(
        Announcement.objects.filter(
            url__in=set(entries.values()),
            reading__state=DeliveryState.DONE,
            reading__engine__startswith=READER,
        ).values_list("url", flat=True)
    )
    return [
        monday(published.date())
        for entry, visit, published in entered
        if entries[entry] in held and (visit, entries[entry]) not in found
    ]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _events(one: JudgedVisit) -> Iterator[EventRead]:
    assert one.last.made is not None
    week = monday(one.last.made.date())
    for claim in one.claims:
        if claim.superseded_at is None and claim.engine.startswith(READER):
            right = not one.is_rejected
            fields = tuple(_fields(claim, one)) if right else ()
            yield EventRead(week, claim.confidence, right, fields)


def _fields(claim: Claim, one: JudgedVisit) -> Iterator[FieldRead]:
    """What the claim tells of each field that was set, or that stood when it was confirmed.

    One that dissents from what was confirmed may be right of its day: it counts in neither way.
    """
    told = _told(claim)
    for field, value in one.values.items():
        if told.get(field):
            yield FieldRead(field, _same(told[field], value))
    if one.is_confirmed:
        for field, value in told.items():
            stands = one.visit.values.get(field) or {}
            if value and field not in one.values and claim.key in stands.get("claims", ()):
                yield FieldRead(field, right=True)


def _told(claim: Claim) -> Mapping[str, str | None]:
    """The claim's fields in the form that decisions keep; None where it does not tell one."""
    value = claim.value
    start, end = window(value["new_start"]) or window(value["start"]), window(value["end"])
    kind = value["kind"]
    return {
        "visitors": ", ".join(person["name"] for person in value["visitors"]),
        "visitor_country": value["visitor_country"],
        "host": value["destination_country"],
        "city": value["destination_city"],
        "start": start.edtf if start else None,
        "end": end.edtf if end else None,
        "status": value["status"],
        "kind": None if kind == VisitKind.UNSPECIFIED else kind,
        "purpose": value["purpose"],
        "gathering": value["gathering"],
    }


def _same(told: str | None, decided: str | None) -> bool:
    return fold_name(told or "") == fold_name(decided or "")
