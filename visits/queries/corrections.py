"""Readers' corrections: what one may be about, and those that were sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visits.models import Itinerary, Meeting, Official, Visit
from visits.queries import wording
from visits.queries.evidence import MEETING_FACTS, VISIT_FACTS
from visits.queries.itineraries import itineraries_shown
from visits.queries.meetings import meeting_with_everything
from visits.queries.officials import official_for_page
from visits.queries.standing import standing_of
from visits.queries.today import today
from visits.queries.visits import visit_with_everything
from visits.terms import CorrectionNoun, VisitKind

FACTS = {
    CorrectionNoun.VISIT: VISIT_FACTS,
    CorrectionNoun.MEETING: MEETING_FACTS,
    CorrectionNoun.ITINERARY: {
        "head": gettext_lazy("Traveller"),
        "days": gettext_lazy("Days"),
        "stops": gettext_lazy("Stops"),
    },
    CorrectionNoun.OFFICIAL: {
        "name": gettext_lazy("Name"),
        "country": gettext_lazy("Country"),
        "offices": gettext_lazy("Offices"),
        "names": gettext_lazy("Also written"),
    },
}


@dataclass(frozen=True, slots=True)
class Target:
    """One fact of one record as a reader sees it."""

    noun: CorrectionNoun
    pk: int
    field: str
    label: str
    title: str
    shown: str
    address: str


def target_of(noun: CorrectionNoun, pk: int, field: str) -> Target | None:
    """The fact with what its page shows; None where there is no such record or field."""
    if field not in FACTS[noun]:
        return None
    found = _record(noun, pk)
    if found is None:
        return None
    return Target(
        noun=noun,
        pk=pk,
        field=field,
        label=str(FACTS[noun][field]),
        title=_title(found),
        shown=_shown(found, field),
        address=found.get_absolute_url(),
    )


def _record(noun: CorrectionNoun, pk: int) -> Visit | Meeting | Itinerary | Official | None:
    if noun is CorrectionNoun.VISIT:
        return visit_with_everything(pk)
    if noun is CorrectionNoun.MEETING:
        return meeting_with_everything(pk)
    if noun is CorrectionNoun.ITINERARY:
        return itineraries_shown().prefetch_related("visits__host").filter(pk=pk).first()
    return official_for_page().filter(pk=pk).first()


def _title(found: Visit | Meeting | Itinerary | Official) -> str:
    if isinstance(found, Visit):
        return wording.visit_title(found)
    if isinstance(found, Meeting):
        return wording.participants_words(found)
    if isinstance(found, Itinerary):
        who = found.head or found.country or ""
        return _("Itinerary of %(who)s") % {"who": who} if who else _("Itinerary")
    return str(found)


def _shown(found: Visit | Meeting | Itinerary | Official, field: str) -> str:
    if isinstance(found, Visit):
        return _of_visit(found, field)
    if isinstance(found, Meeting):
        return _of_meeting(found, field)
    if isinstance(found, Itinerary):
        return {
            "head": str(found.head or ""),
            "days": wording.window_words(found.start, found.end),
            "stops": ", ".join(str(visit.host) for visit in found.visits.all()),
        }[field]
    return {
        "name": str(found),
        "country": str(found.country or ""),
        "offices": ", ".join(str(tenure.office) for tenure in found.tenures.all()),
        "names": ", ".join(str(name) for name in found.other_names.all()),
    }[field]


def _of_visit(visit: Visit, field: str) -> str:
    return {
        "visitors": ", ".join(str(one.official) for one in visit.members.all())
        or wording.visitor_words(visit),
        "visitor_country": str(visit.visitor_country or ""),
        "host": str(visit.host),
        "city": ", ".join(str(stop) for stop in visit.stops.all()),
        "start": wording.window_words(visit.start_earliest, visit.start_latest),
        "end": wording.window_words(visit.end_earliest, visit.end_latest),
        "status": str(standing_of(visit, today()).words),
        "kind": "" if visit.kind == VisitKind.UNSPECIFIED else visit.get_kind_display(),
        "purpose": visit.purpose,
        "gathering": str(visit.gathering or ""),
    }[field]


def _of_meeting(meeting: Meeting, field: str) -> str:
    return {
        "participants": wording.participants_words(meeting),
        "day": wording.meeting_day_words(meeting),
        "form": meeting.get_form_display(),
        "status": str(standing_of(meeting, today()).words),
        "country": str(meeting.country or ""),
        "city": meeting.city,
    }[field]
