"""Where an id leads whose record became part of another one."""

from __future__ import annotations

from visits.models import ItineraryRedirect, MeetingRedirect, VisitRedirect
from visits.terms import ChangeNoun

_REDIRECTS = {
    ChangeNoun.VISIT: (VisitRedirect, "visit"),
    ChangeNoun.MEETING: (MeetingRedirect, "meeting"),
    ChangeNoun.ITINERARY: (ItineraryRedirect, "itinerary"),
}


def moved_to(noun: ChangeNoun | None, old: int) -> int | None:
    """The id that took most of what the old one stood for; None where it leads nowhere."""
    if noun not in _REDIRECTS:
        return None
    model, heir = _REDIRECTS[noun]
    return model._default_manager.filter(old=old).values_list(heir, flat=True).first()
