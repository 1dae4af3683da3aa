"""A checked trip in words: a sentence for each stop and meeting, and what each of them claims."""

from __future__ import annotations

from collections.abc import Mapping

from visits.extraction.dates import Window
from visits.extraction.records import Evidence, MeetingEvent, Span, VisitEvent
from visits.extraction.stays import Stay
from visits.services.statements import Statement
from visits.services.trip_entry.told import Meeting, Stop, Trip
from visits.terms import VisitKind, VisitStatus

RULE = "entered by hand"
Event = VisitEvent | MeetingEvent


def sentences_of(trip: Trip) -> tuple[str, list[Event]]:
    """The text that is stored, a line a sentence, and the events with the spans of their words."""
    lines: list[str] = []
    events: list[Event] = []
    at = 0
    for stop in trip.stops:
        sentence = _of_stop(trip, stop)
        events.append(_visit(trip, stop, _moved(sentence.evidence(), at)))
        lines.append(sentence.text)
        at += len(sentence.text) + 1
    for meeting in trip.meetings:
        sentence = _of_meeting(trip, meeting)
        events.append(_met(trip, meeting, _moved(sentence.evidence(), at)))
        lines.append(sentence.text)
        at += len(sentence.text) + 1
    return "\n".join(lines), events


def _of_stop(trip: Trip, stop: Stop) -> Statement:
    names = ", ".join(person.name for person in trip.people)
    sentence = Statement().add(names, "visitors")
    if trip.sending:
        sentence.add(" (").add(trip.sending.name_in("en"), "visitor_country").add(")")
    sentence.add(" to ").add(stop.host.name_in("en"), "destination")
    if stop.city:
        sentence.add(", ").add(stop.city, "city")
    if stop.words:
        stay = stop.stay
        fields = [name for name in ("start", "end") if stay and getattr(stay, name)]
        sentence.add(": ").add(stop.words, *fields)
    if trip.kind:
        sentence.add("; ").add(trip.kind.value, "kind")
    if trip.status:
        sentence.add("; ").add(trip.status.value, "status")
    if trip.note:
        sentence.add(". ").add(trip.note, "purpose")
    return sentence


def _visit(trip: Trip, stop: Stop, evidence: Mapping[str, Evidence]) -> VisitEvent:
    head = trip.people[0]
    return VisitEvent(
        visitors=trip.people,
        visitor_country=trip.sending.code if trip.sending else head.country,
        destination_country=stop.host.code,
        destination_city=stop.city or None,
        start=stop.stay.start if stop.stay else None,
        end=stop.stay.end if stop.stay else None,
        status=trip.status or VisitStatus.PLANNED,
        kind=trip.kind or VisitKind.UNSPECIFIED,
        purpose=trip.note or None,
        confidence=1.0,
        rule=RULE,
        evidence=evidence,
    )


def _of_meeting(trip: Trip, meeting: Meeting) -> Statement:
    met = ", ".join(person.name for person in meeting.people)
    sentence = Statement().add(f"{trip.people[0].name} meets {met}", "participants")
    sentence.add(" (").add(meeting.form.value.replace("_", " "), "form").add(")")
    if meeting.words:
        sentence.add(": ").add(meeting.words, "date")
    if trip.status:
        sentence.add("; ").add(trip.status.value, "status")
    return sentence


def _met(trip: Trip, meeting: Meeting, evidence: Mapping[str, Evidence]) -> MeetingEvent:
    head = trip.people[0]
    people = (head, *meeting.people)
    day = _day(meeting.stay)
    stop = _stop_on(trip, day, meeting)
    return MeetingEvent(
        participants=people,
        countries=tuple(dict.fromkeys(one.country for one in people if one.country)),
        form=meeting.form,
        date=day,
        within=None if day else _span(stop),
        status=trip.status or VisitStatus.PLANNED,
        place_country=stop.host.code if stop else None,
        place_city=(stop.city or None) if stop else None,
        confidence=1.0,
        rule=RULE,
        evidence=evidence,
    )


def _stop_on(trip: Trip, day: Window | None, meeting: Meeting) -> Stop | None:
    """Where it was: the only stop, the one of that day, or the one in the other's country."""
    if len(trip.stops) == 1:
        return trip.stops[0]
    then = [stop for stop in trip.stops if day and (at := _span(stop)) and at.overlaps(day)]
    if len(then) == 1:
        return then[0]
    theirs = {person.country for person in meeting.people}
    there = [stop for stop in then or trip.stops if stop.host.code in theirs]
    return there[0] if len(there) == 1 else None


def _span(stop: Stop | None) -> Window | None:
    """All days of the stop, from the first that it may begin to the last that it may end."""
    stay = stop.stay if stop else None
    if stay is None:
        return None
    first, last = stay.start or stay.end, stay.end or stay.start
    if first is None or last is None:
        return None
    return Window(first.earliest, last.latest)


def _day(stay: Stay | None) -> Window | None:
    if stay is None:
        return None
    if stay.start and stay.end and stay.start != stay.end:
        return Window(stay.start.earliest, stay.end.latest)
    return stay.start or stay.end


def _moved(evidence: Mapping[str, Evidence], by: int) -> dict[str, Evidence]:
    return {
        field: Evidence(Span(one.span.start + by, one.span.end + by, one.span.quote), one.stated)
        for field, one in evidence.items()
    }
