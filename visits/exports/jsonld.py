"""A visit in the terms of schema.org, for search engines and link previews."""

from __future__ import annotations

import json
from typing import Any

from visits.exports.ical import address_of
from visits.models import Visit
from visits.queries.wording import place_words, stay_words, visitor_words
from visits.reference.coordinates import place_of
from visits.terms import VisitStatus

_SCHEMA = "https://schema.org"
_STATUS = {
    VisitStatus.CANCELLED: "EventCancelled",
    VisitStatus.POSTPONED: "EventPostponed",
}


def event_of(visit: Visit, site: str) -> dict[str, Any]:
    """The visit as a schema.org Event; days that are not sure are left out, not guessed."""
    told: dict[str, Any] = {
        "@context": _SCHEMA,
        "@type": "Event",
        "@id": address_of(visit, site),
        "url": address_of(visit, site),
        "name": f"{visitor_words(visit)} to {place_words(visit)}",
        "description": f"{visitor_words(visit)} to {place_words(visit)}, "
        f"{stay_words(visit) or 'no days told'}.",
        "eventStatus": f"{_SCHEMA}/{_STATUS.get(VisitStatus(visit.status), 'EventScheduled')}",
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "location": _location(visit),
        "attendee": [
            {"@type": "Person", "name": member.official.name} for member in visit.members.all()
        ],
    }
    if visit.start_earliest and visit.start_earliest == visit.start_latest:
        told["startDate"] = visit.start_earliest.isoformat()
    if visit.end_earliest and visit.end_earliest == visit.end_latest:
        told["endDate"] = visit.end_earliest.isoformat()
    if visit.purpose:
        told["about"] = visit.purpose
    if visit.gathering:
        told["superEvent"] = {"@type": "Event", "name": visit.gathering.name}
    return {name: value for name, value in told.items() if value}


def script_of(event: dict[str, Any]) -> str:
    """JSON that can stand inside a script element: no character in it ends one."""
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _location(visit: Visit) -> dict[str, Any]:
    cities = [stop.city for stop in visit.stops.all()]
    address = {"@type": "PostalAddress", "addressCountry": visit.host.alpha2 or str(visit.host)}
    place: dict[str, Any] = {"@type": "Place", "name": place_words(visit), "address": address}
    if cities:
        address["addressLocality"] = cities[0]
        at = place_of(visit.host_id, cities[0])
        if at and at.is_exact:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": at.north,
                "longitude": at.east,
            }
    return place
