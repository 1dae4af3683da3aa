from __future__ import annotations

from datetime import date

from visits.extraction.dates import Window
from visits.extraction.output import as_record
from visits.extraction.records import (
    Evidence,
    Extraction,
    MeetingEvent,
    Person,
    Span,
    VisitEvent,
)
from visits.terms import MeetingForm, VisitKind, VisitStatus

EVIDENCE = {"start": Evidence(Span(3, 7, "soon"), stated=False)}
WANG = Person("Wang Yi", "CN")
MAY = Window(date(2025, 5, 1), date(2025, 5, 31))
NINTH = Window(date(2025, 5, 9), date(2025, 5, 9))
EXPLAINED = {
    "rule": "noun",
    "reasons": ["dated +0.1"],
    "evidence": {"start": {"start": 3, "end": 7, "quote": "soon", "stated": False}},
}


def test_visit_has_its_optional_fields_where_they_are_told() -> None:
    visit = VisitEvent(
        (WANG,),
        "CN",
        "RU",
        "Moscow",
        NINTH,
        None,
        within=MAY,
        new_start=MAY,
        status=VisitStatus.POSTPONED,
        kind=VisitKind.WORKING,
        accepted=True,
        side="CN",
        confidence=0.7,
        reasons=("dated +0.1",),
        rule="noun",
        evidence=EVIDENCE,
    )
    told = {
        "visitors": ["Wang Yi"],
        "visitor_country": "CN",
        "destination_country": "RU",
        "destination_city": "Moscow",
        "start": "2025-05-09",
        "end": None,
        "status": "postponed",
        "kind": "working",
        "confidence": 0.7,
        "side": "CN",
        "within": "2025-05",
        "new_start": "2025-05",
        "accepted": True,
    }
    extraction = Extraction("d", "en", (visit,), notes=("long: read to character 9",))

    assert as_record(extraction) == {
        "id": "d",
        "visits": [told],
        "meetings": [],
        "notes": ["long: read to character 9"],
    }
    assert as_record(extraction, explain=True)["visits"] == [told | EXPLAINED]


def test_fields_that_are_not_told_are_left_out() -> None:
    extraction = Extraction("d", "en", (VisitEvent((), None, "RU"),), (MeetingEvent((), ()),))

    record = as_record(extraction)

    assert list(record) == ["id", "visits", "meetings"]
    assert [list(event)[-2:] for event in (*record["visits"], *record["meetings"])] == [
        ["confidence", "side"]
    ] * 2


def test_meeting_has_its_window_and_evidence_where_they_are_told() -> None:
    meeting = MeetingEvent(
        (WANG,),
        ("CN",),
        MeetingForm.CALL,
        None,
        within=MAY,
        reasons=("dated +0.1",),
        rule="noun",
        evidence=EVIDENCE,
    )
    told = {
        "participants": ["Wang Yi"],
        "countries": ["CN"],
        "form": "call",
        "date": None,
        "status": "completed",
        "place_country": None,
        "place_city": None,
        "confidence": 0.5,
        "side": None,
        "within": "2025-05",
    }
    extraction = Extraction("d", "en", (), (meeting,))

    assert as_record(extraction) == {"id": "d", "visits": [], "meetings": [told]}
    assert as_record(extraction, explain=True)["meetings"] == [told | EXPLAINED]
