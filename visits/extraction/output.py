"""An extraction as the JSON object of the evaluation format."""

from __future__ import annotations

from typing import Any

from visits.extraction.dates import Window
from visits.extraction.records import Evidence, Extraction, MeetingEvent, VisitEvent
from visits.terms import Certainty


def as_record(extraction: Extraction, *, explain: bool = False) -> dict[str, Any]:
    """One line of `extract`: id, visits and meetings; with the spans and rules on request.

    Invitations that were turned down are no visits and stand apart.
    """
    record: dict[str, Any] = {
        "id": extraction.document,
        "visits": [_visit(v, explain=explain) for v in extraction.visits if not v.declined],
        "meetings": [_meeting(meeting, explain=explain) for meeting in extraction.meetings],
    }
    if declined := [_visit(v, explain=explain) for v in extraction.visits if v.declined]:
        record["declined"] = declined
    if extraction.notes:
        record["notes"] = list(extraction.notes)
    return record


def _visit(visit: VisitEvent, *, explain: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "visitors": [person.name for person in visit.visitors],
        "visitor_country": visit.visitor_country,
        "destination_country": visit.destination_country,
        "destination_city": visit.destination_city,
        "start": _edtf(visit.start),
        "end": _edtf(visit.end),
        "status": visit.status.value,
        "kind": visit.kind.value,
        "confidence": visit.confidence,
        "side": visit.side,
    }
    if visit.within is not None:
        told["within"] = _edtf(visit.within)
    if visit.new_start is not None:
        told["new_start"] = _edtf(visit.new_start)
    if visit.replaced is not None:
        told["replaced"] = _edtf(visit.replaced)
    if visit.accepted:
        told["accepted"] = True
    if visit.certainty is not Certainty.STATED:
        told["certainty"] = visit.certainty.value
    return told | _explained(visit, explain=explain)


def _meeting(meeting: MeetingEvent, *, explain: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "participants": [person.name for person in meeting.participants],
        "countries": list(meeting.countries),
        "form": meeting.form.value,
        "date": _edtf(meeting.date),
        "status": meeting.status.value,
        "place_country": meeting.place_country,
        "place_city": meeting.place_city,
        "confidence": meeting.confidence,
        "side": meeting.side,
    }
    if meeting.within is not None:
        told["within"] = _edtf(meeting.within)
    if meeting.certainty is not Certainty.STATED:
        told["certainty"] = meeting.certainty.value
    return told | _explained(meeting, explain=explain)


def _explained(event: VisitEvent | MeetingEvent, *, explain: bool) -> dict[str, Any]:
    if not explain:
        return {}
    explained: dict[str, Any] = {"rule": event.rule, "reasons": list(event.reasons)}
    if event.candidates:
        explained["candidates"] = [person.name for person in event.candidates]
    spans = {name: _evidence(evidence) for name, evidence in event.evidence.items()}
    return explained | {"evidence": spans}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    span = evidence.span
    return {"start": span.start, "end": span.end, "quote": span.quote, "stated": evidence.stated}


def _edtf(window: Window | None) -> str | None:
    return window.edtf if window is not None else None
