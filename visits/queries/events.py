"""Visits and meetings between days: first their bare spans, then bars for those that are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from visits.models import Claim, Meeting, Visit
from visits.queries.bars import MEETING_RANK, Bar, Span, span
from visits.queries.beside import meetings_beside
from visits.queries.colours import Palette, palette
from visits.queries.criteria import VisitCriteria
from visits.queries.itineraries import days_of
from visits.queries.meetings import meetings_shown
from visits.queries.standing import standing_of
from visits.queries.visits import visits_alone, visits_for_bars, visits_matching
from visits.terms import VisitStatus

Key = tuple[bool, int]
_DAYS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def spans_between(first: date, last: date, criteria: VisitCriteria) -> list[Span]:
    """Spans of all visits and meetings asked for that may touch the days, in their order."""
    asked = replace(criteria, from_day=first, until_day=last)
    return sorted([*visit_spans(asked), *_meeting_spans(asked)])


def visit_spans(criteria: VisitCriteria) -> list[Span]:
    """Spans of the dated visits asked for, in no order."""
    rows = visits_matching(criteria, visits_alone()).order_by()
    found = []
    for pk, rank, *days in rows.values_list("pk", "rank", *_DAYS):
        known = [day for day in days if day]
        if known:
            exact = len(known) == 4 and days[0] == days[1] and days[2] == days[3]
            found.append(span(pk, min(known), max(known), rank=rank, is_exact=exact))
    return found


def _meeting_spans(criteria: VisitCriteria) -> list[Span]:
    rows = meetings_beside(criteria).order_by().values_list("pk", "day_earliest", "day_latest")
    found = []
    for pk, earliest, latest in rows:
        first, last = earliest or latest, latest or earliest
        if first and last:
            exact = earliest == latest
            one = span(pk, first, last, rank=MEETING_RANK, is_exact=exact, is_meeting=True)
            found.append(one)
    return found


def bars_of(keys: Collection[Key], today: date, colour: str = "") -> dict[Key, Bar]:
    """Bars by the key of their span; six queries whatever the number."""
    visits = visits_for_bars().filter(pk__in=[pk for is_meeting, pk in keys if not is_meeting])
    meetings = meetings_shown().filter(pk__in=[pk for is_meeting, pk in keys if is_meeting])
    events: list[Visit | Meeting] = [*visits, *meetings]
    hues = palette(colour, events)
    reasons = reasons_of(event for event in events if isinstance(event, Visit))
    bars = (_bar(event, today, hues, reasons.get(event.pk, "")) for event in events)
    return {bar.key: bar for bar in bars if bar}


def reasons_of(visits: Iterable[Visit]) -> dict[int, str]:
    """The words in which visits were called off or put off, by the visit's key; one query."""
    off = {VisitStatus.CANCELLED, VisitStatus.POSTPONED}
    winners = {
        next(iter(visit.values.get("status", {}).get("claims", [])), ""): visit.pk
        for visit in visits
        if visit.status in off
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
