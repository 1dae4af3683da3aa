"""The part of all that is stored that news can change: whole visits and meetings, and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from visits.linking import Decision as DecisionValue
from visits.linking import VisitClaim, unbound_keys
from visits.linking.decisions import hold
from visits.linking.edtf import window_from_edtf
from visits.linking.positions import days, to_date
from visits.models import Announcement, Claim, ClaimTimeline, Timeline
from visits.queries.claim_values import announcement_name, link_claim
from visits.queries.claims import claims_by_id, claims_of_announcements, decisions_on
from visits.queries.places import shifted, stored_with, touched
from visits.terms import ClaimSubject, MeetingForm

# A meeting is part of a visit only within these days of what is told of the visit.
AROUND = timedelta(days=30)
# News linked at one go: those told of days this close to the earliest, and no more than so many.
SPELL = timedelta(days=60)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Part:
    """What one run links: `news` and `gone` (superseded) are claims' ids, as are `visits` and
    `meetings`, the whole sets that it writes; `brought` are rows by key, all live claims of
    the announcements named in `texts`."""

    news: frozenset[int]
    gone: frozenset[int]
    visits: frozenset[int]
    meetings: frozenset[int]
    brought: dict[str, Claim]
    decisions: list[DecisionValue]
    texts: frozenset[str]
    timelines: frozenset[int]


def part_of_news(timeline: int) -> Part | None:
    """What is to be linked now because of the timeline's earliest news; None without any."""
    news = _news(timeline)
    if not news:
        return None
    rows = _with_other_readings(news)
    gone = {pk for pk, superseded in rows.items() if superseded is not None}
    around = around_claims((set(rows) - gone) | stored_with(gone))
    texts = around.texts
    further = {row.pk: row for row in _texts(gone) if row.pk not in texts}
    brought = [*around.claims, *claims_of_announcements(further.values())]
    texts = texts | further
    touched_places = {*rows, *around.visits, *around.meetings}
    timelines = ClaimTimeline.objects.filter(claim__in=touched_places).order_by()
    return Part(
        news=frozenset(news),
        gone=frozenset(gone),
        visits=around.visits,
        meetings=around.meetings,
        brought={row.key: row for row in brought},
        decisions=decisions_on(texts.values()),
        texts=frozenset(announcement_name(row) for row in texts.values()),
        timelines=frozenset(timelines.values_list("timeline", flat=True).distinct()),
    )


@dataclass(frozen=True, slots=True)
class Around:
    """What hangs together with some claims: whole sets of visits' and of meetings' claims by id,
    their texts by id, and all live claims of these."""

    visits: frozenset[int]
    meetings: frozenset[int]
    texts: dict[int, Announcement]
    claims: Sequence[Claim]


def around_claims(seeds: Collection[int], *, with_superseded: bool = False) -> Around:
    """What hangs together with the seeds; with `with_superseded` also by what was read before."""
    met, stays = _by_subject(seeds, with_superseded)
    met = touched(met, ClaimSubject.MEETING, with_superseded=with_superseded)
    stays = touched(stays | _visits_near(met), ClaimSubject.VISIT, with_superseded=with_superseded)
    told = claims_by_id(stays)
    texts = {row.announcement_id: row.announcement for row in told}
    siblings = claims_of_announcements(texts.values())
    own = [row for row in told if row.superseded_at is None]
    near = _meetings_near(own, siblings, decisions_on(texts.values()))
    met = touched(met | near, ClaimSubject.MEETING, with_superseded=with_superseded)
    further = {row.announcement_id: row.announcement for row in claims_by_id(met)}
    further = {pk: row for pk, row in further.items() if pk not in texts}
    return Around(
        frozenset(stays),
        frozenset(met),
        texts | further,
        [*siblings, *claims_of_announcements(further.values())],
    )


def _news(timeline: int) -> list[int]:
    told = ClaimTimeline.objects.filter(timeline=timeline, is_news=True).order_by("first", "claim")
    rows = list(told.values_list("first", "claim")[:AT_ONCE])
    return [claim for first, claim in rows if first - rows[0][0] <= SPELL]


def _with_other_readings(news: Collection[int]) -> dict[int, datetime | None]:
    """Claims → when they were superseded: the news, and what replaced it or was replaced by it.

    A new reading may have put the person into another timeline, where it waits as news as well;
    linked apart, the visit would lose its id.
    """
    keys = list(Claim.objects.filter(pk__in=news).order_by().values_list("key", flat=True))
    waiting = ClaimTimeline.objects.filter(is_news=True, claim__key__in=keys).order_by()
    told = waiting.values_list("claim", "claim__superseded_at")
    return dict(told)


def _by_subject(claims: Collection[int], with_superseded: bool) -> tuple[set[int], set[int]]:
    """Those of meetings, and those of visits."""
    rows = Claim.objects.filter(pk__in=claims).order_by()
    if not with_superseded:
        rows = rows.filter(superseded_at=None)
    told = list(rows.values_list("pk", "subject")) if claims else []
    met = {pk for pk, subject in told if subject == ClaimSubject.MEETING}
    return met, {pk for pk, _ in told} - met


def _texts(claims: Collection[int]) -> list[Announcement]:
    if not claims:
        return []
    told = Announcement.objects.filter(claims__in=claims).select_related("source")
    return list(told.order_by("pk").distinct())


def _visits_near(meetings: Collection[int]) -> set[int]:
    """Visits that one of the meetings may have been part of, and visits told together with it."""
    if not meetings:
        return set()
    rows = list(
        ClaimTimeline.objects.filter(
            claim__in=meetings, subject=ClaimSubject.MEETING, form=MeetingForm.IN_PERSON
        ).select_related("timeline")
    )
    if not rows:
        return set()
    stays = ClaimTimeline.objects.filter(is_live=True, subject=ClaimSubject.VISIT).order_by()
    keys = {row.timeline.key for row in rows}
    hosts = {row.host for row in rows} | {key.rpartition("|")[2] for key in keys if "|" in key}
    timelines = {row.timeline_id for row in rows} | _of_any_country(keys)
    near = stays.filter(
        timeline__in=timelines,
        host__in=hosts,
        last__gte=shifted(min(row.first for row in rows), -AROUND),
        first__lte=shifted(max(row.last for row in rows), AROUND),
    )
    together = stays.filter(announcement__in={row.announcement_id for row in rows})
    return set(near.values_list("claim", flat=True).union(together.values_list("claim", flat=True)))


def _of_any_country(keys: Iterable[str]) -> set[int]:
    """Timelines of the same family name in any country, for people whose country is not told."""
    names = [key for key in keys if key.endswith("|") and len(key) > 1]
    if not names:
        return set()
    wanted = Q()
    for name in names:
        wanted |= Q(key__startswith=name)
    return set(Timeline.objects.filter(wanted).order_by().values_list("pk", flat=True))


def _meetings_near(
    own: Collection[Claim], siblings: Collection[Claim], decisions: Collection[DecisionValue]
) -> set[int]:
    """Meetings that may have been part of one of the visits, and those told together with one."""
    if not own:
        return set()
    values = {row.pk: link_claim(row) for row in siblings}
    held = hold(decisions, values.values())
    spans: dict[str, tuple[date, date]] = {}
    unbound: set[str] = set()
    for row in own:
        value = values[row.pk]
        assert isinstance(value, VisitClaim)
        unbound |= unbound_keys(value)
        told = _span(value, held.values.get(value.key, ()))
        if told is not None:
            known = spans.get(value.host, told)
            spans[value.host] = (min(known[0], told[0]), max(known[1], told[1]))
    meetings = ClaimTimeline.objects.filter(
        is_live=True, subject=ClaimSubject.MEETING, form=MeetingForm.IN_PERSON
    ).order_by()
    stays = ClaimTimeline.objects.filter(claim__in=[row.pk for row in own])
    timelines = set(stays.order_by().values_list("timeline", flat=True).distinct())
    timelines |= set(Timeline.objects.filter(key__in=unbound).values_list("pk", flat=True))
    found = set(
        meetings.filter(announcement__in={row.announcement_id for row in own}).values_list(
            "claim", flat=True
        )
    )
    if spans:
        near = meetings.filter(
            timeline__in=timelines,
            host__in=[*spans, ""],
            last__gte=shifted(min(first for first, _ in spans.values()), -AROUND),
            first__lte=shifted(max(last for _, last in spans.values()), AROUND),
        )
        for claim, host, first, last in near.values_list("claim", "host", "first", "last"):
            wanted = [spans[host]] if host else list(spans.values())
            if any(a - last <= AROUND and first - b <= AROUND for a, b in wanted):
                found.add(claim)
    return found


def _span(claim: VisitClaim, values: Iterable[DecisionValue]) -> tuple[date, date] | None:
    """All days that are told of the stay; None where nobody names any."""
    told = [days(claim.start), days(claim.end), days(claim.new_start)]
    told += [days(claim.within, before=14, after=14)]
    told += [days(window_from_edtf(decision.value)) for decision in values]
    found = [window for window in told if window is not None]
    if not found:
        return None
    return to_date(min(d.first for d in found)), to_date(max(d.last for d in found))
