"""Bars of the visits and meetings that are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from visits.models import Claim, Meeting, Visit
from visits.queries.bars import Bar
from visits.queries.colours import Palette, palette
from visits.queries.itineraries import days_of
from visits.queries.meetings import meetings_for_bars
from visits.queries.standing import standing_of
from visits.queries.visits import visits_for_bars
from visits.terms import VisitStatus

Key = tuple[bool, int]


def bars_of(keys: Collection[Key], today: date, colour: str = "") -> dict[Key, Bar]:
    """Bars by the key of their span; six queries whatever the number."""
    visits = visits_for_bars().filter(pk__in=[pk for is_meeting, pk in keys if not is_meeting])
    meetings = meetings_for_bars().filter(pk__in=[pk for is_meeting, pk in keys if is_meeting])
    events: list[Visit | Meeting] = [*visits, *meetings]
    hues = palette(colour, events)
    reasons = reasons_of(event for event in events if isinstance(event, Visit))
    bars = (_bar(event, today, hues, reasons.get(event.pk, "")) for event in events)
    return {bar.key: bar for bar in bars if bar}


def reasons_of(visits: Iterable[Visit]) -> dict[int, str]:
    """The words in which visits were called off or put off, by the visit's key; one query."""
    off = {VisitStatus.CANCELLED, VisitStatus.POSTPONED}
    # The annotation of `visits_for_bars`: the claim that decided the status.
    winners = {
        getattr(visit, "told_off", None): visit.pk for visit in visits if visit.status in off
    }
    told = Claim.objects.filter(key__in=[key for key in winners if key], superseded_at=None)
    return {
        winners[key]: quote
        for key, evidence in told.order_by().values_list("key", "evidence")
        if (quote := _quote(evidence))
    }


def _quote(evidence: dict[str, dict[str, object]]) -> str:
    spot = evidence.get("sentence") or evidence.get("status") or {}
    return str(spot.get("quote", ""))


def _bar(event: Visit | Meeting, today: date, hues: Palette, reason: str) -> Bar | None:
    bar = meeting_bar(event, today) if isinstance(event, Meeting) else visit_bar(event, today)
    return replace(bar, hue=hues.hue_of(event), reason=reason) if bar else None


def visit_bar(visit: Visit, today: date) -> Bar | None:
    """The bar of a visit, None for an undated one."""
    days = days_of(visit)
    if days is None:
        return None
    return Bar(
        first=days[0],
        last=days[1],
        fuzzy_start=visit.start_earliest is None or visit.start_earliest != visit.start_latest,
        fuzzy_end=visit.end_latest is None or visit.end_earliest != visit.end_latest,
        standing=standing_of(visit, today),
        visit=visit,
    )


def meeting_bar(meeting: Meeting, today: date) -> Bar | None:
    """The bar of a meeting, None where its day is not known."""
    first = meeting.day_earliest or meeting.day_latest
    last = meeting.day_latest or meeting.day_earliest
    if first is None or last is None:
        return None
    return Bar(
        first=first,
        last=last,
        fuzzy_start=first != last,
        fuzzy_end=first != last,
        standing=standing_of(meeting, today),
        meeting=meeting,
    )
