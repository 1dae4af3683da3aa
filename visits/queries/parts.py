"""The part of all that is stored that news can change: whole visits and meetings, and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Value

from visits.linking import Decision as DecisionValue
from visits.linking import VisitClaim, unbound_keys
from visits.linking.decisions import hold
from visits.linking.edtf import window_from_edtf
from visits.linking.positions import days, to_date
from visits.models import Announcement, Claim, ClaimTimeline, Timeline
from visits.queries.claim_values import announcement_name, link_claim
from visits.queries.claims import claims_of_announcements, decisions_on
from visits.queries.places import Rows, shifted, stored_with, touched
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
    waiting = _waiting(timeline)
    return _part_of(waiting) if waiting else None


def part_of_all_news(timelines: Collection[int]) -> Part | None:
    """What is to be linked because of all news of these timelines at once; None without any.

    For many timelines with little in each, as a table of trips leaves them.
    """
    told = ClaimTimeline.objects.filter(timeline__in=timelines, is_news=True).order_by()
    waiting = _with_replaced(set(told.values_list("claim__key", flat=True)))
    return _part_of(waiting) if waiting else None


def _part_of(waiting: Sequence[ClaimTimeline]) -> Part:
    gone = {row.claim_id for row in waiting if row.claim.superseded_at is not None}
    met = {row.claim_id for row in waiting if row.subject == ClaimSubject.MEETING} - gone
    stays = {row.claim_id for row in waiting} - met - gone
    if gone:
        met_before, stays_before = by_subject(stored_with(gone))
        met, stays = met | met_before, stays | stays_before
    around = around_claims(met, stays)
    further = {row.pk: row for row in _texts(gone) if row.pk not in around.texts}
    texts = around.texts | further
    brought = [*around.claims, *claims_of_announcements(further)]
    return Part(
        news=frozenset(row.claim_id for row in waiting),
        gone=frozenset(gone),
        visits=frozenset(around.visits),
        meetings=frozenset(around.meetings),
        brought={row.key: row for row in brought},
        decisions=decisions_on(texts.values()) if further else around.decisions,
        texts=frozenset(announcement_name(row) for row in texts.values()),
        timelines=around.timelines | timelines_of(gone),
    )


def timelines_of_news(*timelines: int) -> frozenset[int]:
    """The timelines of all that the announcements of these timelines' news tell: what a run of
    linking will most often need."""
    news = ClaimTimeline.objects.filter(timeline__in=timelines, is_news=True).order_by()
    rows = ClaimTimeline.objects.filter(announcement__in=news.values("announcement")).order_by()
    return frozenset(rows.values_list("timeline", flat=True).distinct())


def timelines_of(claims: Collection[int]) -> frozenset[int]:
    """The timelines in which the claims have their places."""
    if not claims:
        return frozenset()
    rows = ClaimTimeline.objects.filter(claim__in=claims).order_by()
    return frozenset(rows.values_list("timeline", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Around:
    """What hangs together with some claims: whole sets of visits' and of meetings' claims with
    their places, their texts by id, all live claims of these, and the decisions on them."""

    visits: Rows
    meetings: Rows
    texts: dict[int, Announcement]
    claims: Sequence[Claim]
    decisions: list[DecisionValue]

    @property
    def timelines(self) -> frozenset[int]:
        told = (*self.visits.values(), *self.meetings.values())
        return frozenset(row.timeline_id for rows in told for row in rows)


def around_claims(
    met: Collection[int], stays: Collection[int], *, with_superseded: bool = False
) -> Around:
    """What hangs together with claims of meetings and of visits; with `with_superseded` also by
    what was read before."""
    meetings = touched(met, ClaimSubject.MEETING, with_superseded=with_superseded)
    near = _visits_near(meetings)
    visits = touched({*stays, *near}, ClaimSubject.VISIT, with_superseded=with_superseded)
    claims = claims_of_announcements(_announcements(visits))
    texts = {row.announcement_id: row.announcement for row in claims}
    decisions = decisions_on(texts.values())
    met_near = _meetings_near(visits, claims, decisions)
    if not met_near <= set(meetings):
        wanted = {*meetings, *met_near}
        meetings = touched(wanted, ClaimSubject.MEETING, with_superseded=with_superseded)
    further = claims_of_announcements(_announcements(meetings) - set(texts))
    if further:
        texts |= {row.announcement_id: row.announcement for row in further}
        decisions = decisions_on(texts.values())
    return Around(visits, meetings, texts, [*claims, *further], decisions)


def _announcements(found: Rows) -> set[int]:
    return {row.announcement_id for rows in found.values() for row in rows}


def _waiting(timeline: int) -> list[ClaimTimeline]:
    """The timeline's earliest news, with what replaced it or was replaced by it.

    A new reading may have put the person into another timeline, where it waits as news as well;
    linked apart, the visit would lose its id.
    """
    told = ClaimTimeline.objects.filter(timeline=timeline, is_news=True).order_by("first", "claim")
    rows = list(told.values_list("first", "claim__key")[:AT_ONCE])
    return _with_replaced({key for first, key in rows if first - rows[0][0] <= SPELL})


def _with_replaced(keys: Collection[str]) -> list[ClaimTimeline]:
    if not keys:
        return []
    waiting = ClaimTimeline.objects.filter(is_news=True, claim__key__in=keys).order_by()
    return list(waiting.select_related("claim"))


def by_subject(claims: Collection[int]) -> tuple[set[int], set[int]]:
    """Those of meetings, and those of visits."""
    rows = Claim.objects.filter(pk__in=claims).order_by().values_list("pk", "subject")
    told = list(rows) if claims else []
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
            claim__in=list(meetings), subject=ClaimSubject.MEETING, form=MeetingForm.IN_PERSON
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
    visits: Rows, siblings: Collection[Claim], decisions: Collection[DecisionValue]
) -> set[int]:
    """Meetings that may have been part of one of the visits, and those told together with one."""
    if not visits:
        return set()
    values = {row.pk: link_claim(row) for row in siblings}
    held = hold(decisions, values.values())
    spans: dict[str, tuple[date, date]] = {}
    unbound: set[str] = set()
    for pk in set(values) & set(visits):
        value = values[pk]
        assert isinstance(value, VisitClaim)
        unbound |= unbound_keys(value)
        told = _span(value, held.values.get(value.key, ()))
        if told is not None:
            known = spans.get(value.host, told)
            spans[value.host] = (min(known[0], told[0]), max(known[1], told[1]))
    return _meetings_told(visits, unbound, spans)


def _meetings_told(
    visits: Rows, unbound: Collection[str], spans: Mapping[str, tuple[date, date]]
) -> set[int]:
    meetings = ClaimTimeline.objects.filter(
        is_live=True, subject=ClaimSubject.MEETING, form=MeetingForm.IN_PERSON
    ).order_by()
    wanted = meetings.filter(announcement__in=_announcements(visits))
    rows = wanted.values_list("claim", Value(True), "host", "first", "last")
    if spans:
        near = meetings.filter(
            host__in=[*spans, ""],
            last__gte=shifted(min(first for first, _ in spans.values()), -AROUND),
            first__lte=shifted(max(last for _, last in spans.values()), AROUND),
        )
        known = {row.timeline_id for told in visits.values() for row in told}
        called = Timeline.objects.filter(key__in=unbound).order_by().values("pk")
        columns = ("claim", Value(False), "host", "first", "last")
        rows = rows.union(
            near.filter(timeline__in=known).values_list(*columns),
            near.filter(timeline__in=called).values_list(*columns),
        )
    return {
        claim
        for claim, together, host, first, last in rows
        if together or _is_near(spans, host, first, last)
    }


def _is_near(spans: Mapping[str, tuple[date, date]], host: str, first: date, last: date) -> bool:
    wanted = [spans[host]] if host else list(spans.values())
    return any(a - last <= AROUND and first - b <= AROUND for a, b in wanted)


def _span(claim: VisitClaim, values: Iterable[DecisionValue]) -> tuple[date, date] | None:
    """All days that are told of the stay; None where nobody names any."""
    told = [days(claim.start), days(claim.end), days(claim.new_start)]
    told += [days(claim.within, before=14, after=14)]
    told += [days(window_from_edtf(decision.value)) for decision in values]
    found = [window for window in told if window is not None]
    if not found:
        return None
    return to_date(min(d.first for d in found)), to_date(max(d.last for d in found))
