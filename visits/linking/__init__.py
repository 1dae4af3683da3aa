"""Claims + decisions → visits, meetings, itineraries, each with its reasons."""

from __future__ import annotations

from visits.linking.asof import claims_until
from visits.linking.components import Reach, Spot, reach_of, touching
from visits.linking.contacts import (
    Contact,
    families_of,
    in_touch,
    meeting_components,
    places_of,
    unbound_keys,
)
from visits.linking.copies import signature
from visits.linking.function import link
from visits.linking.keys import family_key, fold_name, timeline_keys
from visits.linking.records import (
    Anchor,
    Decision,
    Linked,
    LinkedItinerary,
    LinkedMeeting,
    LinkedVisit,
    LinkReason,
    MeetingClaim,
    Party,
    Told,
    Value,
    VisitClaim,
)

__all__ = [
    "Anchor",
    "Contact",
    "Decision",
    "LinkReason",
    "Linked",
    "LinkedItinerary",
    "LinkedMeeting",
    "LinkedVisit",
    "MeetingClaim",
    "Party",
    "Reach",
    "Spot",
    "Told",
    "Value",
    "VisitClaim",
    "claims_until",
    "families_of",
    "family_key",
    "fold_name",
    "in_touch",
    "link",
    "meeting_components",
    "places_of",
    "reach_of",
    "signature",
    "timeline_keys",
    "touching",
    "unbound_keys",
]
