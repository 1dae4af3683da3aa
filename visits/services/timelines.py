"""Claims in their timelines: stored, superseded, decided on; and the timelines left due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from visits.linking import Decision as DecisionValue
from visits.linking import MeetingClaim, VisitClaim, places_of, reach_of
from visits.linking.decisions import hold
from visits.linking.meetings import reach as meeting_reach
from visits.linking.positions import to_date
from visits.models import Announcement, Claim, ClaimTimeline, Timeline
from visits.queries.claim_values import link_claim
from visits.queries.claims import claims_of_announcements, decisions_on
from visits.terms import DeliveryState

Told = VisitClaim | MeetingClaim
LONGEST_KEY = 200


def store_claims(rows: Sequence[Claim], now: datetime, replaced: Sequence[Claim] = ()) -> set[int]:
    """Inserts the claims of one announcement in place of `replaced`; the timelines now due.

    All timelines of all people are locked first, in the order of their keys: linking holds them
    while it works, so no claim comes in between that it does not see.
    """
    for row in rows:
        row.created_at = now
    values = [link_claim(row) for row in rows]
    wanted = sorted({key[:LONGEST_KEY] for value in values for key, _ in places_of(value)})
    Timeline.objects.bulk_create((Timeline(key=key) for key in wanted), ignore_conflicts=True)
    gone = ClaimTimeline.objects.filter(claim__in=replaced)
    left = set(gone.values_list("timeline", flat=True))
    ids = _locked(Timeline.objects.filter(Q(key__in=wanted) | Q(pk__in=left)))
    due = _tell_again(gone)
    gone.update(is_live=False)
    Claim.objects.filter(pk__in=[row.pk for row in replaced]).update(superseded_at=now)
    Claim.objects.bulk_create(rows)
    places = _placed(rows, values, ids)
    ClaimTimeline.objects.bulk_create(places)
    due |= {place.timeline_id for place in places if place.is_news}
    leave_due(due, now)
    return due


def retell(announcements: Collection[Announcement], now: datetime) -> set[int]:
    """Makes news of all live claims of these texts, after a decision on them; the due timelines.

    What an editor says of dates widens the days through which a claim touches others.
    """
    claims = claims_of_announcements(row.pk for row in announcements)
    places = ClaimTimeline.objects.filter(claim__in=claims)
    lock_timelines(set(places.values_list("timeline", flat=True)))
    rows = {row.pk: row for row in claims}
    values = {pk: link_claim(row) for pk, row in rows.items()}
    days = _days(list(values.values()), decisions_on(announcements))
    stored = list(places)
    for place in stored:
        for name, day in days[values[place.claim_id].key].items():
            setattr(place, name, day)
    ClaimTimeline.objects.bulk_update(stored, list(_NO_DAYS))
    due = _tell_again(places)
    leave_due(due, now)
    return due


def misplaced(rows: Sequence[Claim]) -> set[int]:
    """Of live claims, all that some texts tell, the texts with claims in other places than the
    rules of now give them."""
    values = {row.pk: link_claim(row) for row in rows}
    texts = {row.announcement_id: row.announcement for row in rows}
    days = _days(list(values.values()), decisions_on(texts.values()))
    wanted = {
        (pk, person, key[:LONGEST_KEY], *days[value.key].values())
        for pk, value in values.items()
        for key, person in places_of(value)
    }
    places = ClaimTimeline.objects.filter(claim__in=values, is_live=True).order_by()
    stored = set(places.values_list("claim", "person", "timeline__key", *_NO_DAYS))
    wrong = {pk for pk, *_ in wanted ^ stored}
    return {row.announcement_id for row in rows if row.pk in wrong}


def lock_timelines(timelines: Collection[int]) -> None:
    """Holds the rows until the end of the transaction, always in one order: no deadlock.

    `no_key`, because inserting a claim's place takes a share of its timeline's key.
    """
    _locked(Timeline.objects.filter(pk__in=list(timelines)))


def _locked(timelines: QuerySet[Timeline]) -> dict[str, int]:
    """Key → id of these, whose rows are held from now on."""
    rows = timelines.select_for_update(no_key=True).order_by("key")
    return dict(rows.values_list("key", "pk"))


def leave_due(timelines: Collection[int], now: datetime) -> None:
    """Leaves timelines, which the caller has locked, for a worker to link."""
    Timeline.objects.filter(pk__in=list(timelines)).update(
        state=DeliveryState.DUE, due_at=now, attempts=0, reason=""
    )


def _tell_again(places: Any) -> set[int]:
    """One place of each claim becomes news: linking finds the others from it."""
    homes: dict[int, tuple[int, int]] = {}
    for claim, timeline, pk in places.order_by("person", "timeline__key", "pk").values_list(
        "claim", "timeline", "pk"
    ):
        homes.setdefault(claim, (timeline, pk))
    ClaimTimeline.objects.filter(pk__in=[pk for _, pk in homes.values()]).update(is_news=True)
    return {timeline for timeline, _ in homes.values()}


def _placed(
    rows: Sequence[Claim], values: Sequence[Told], ids: Mapping[str, int]
) -> list[ClaimTimeline]:
    announcements = {row.announcement_id: row.announcement for row in rows}
    days = _days(values, decisions_on(announcements.values()))
    found = []
    for row, value in zip(rows, values, strict=True):
        places = {(person, key[:LONGEST_KEY]) for key, person in places_of(value)}
        for n, (person, key) in enumerate(sorted(places)):
            found.append(
                ClaimTimeline(
                    claim_id=row.pk,
                    timeline_id=ids[key],
                    person=person,
                    announcement_id=row.announcement_id,
                    subject=row.subject,
                    is_news=n == 0,
                    **_kept(value),
                    **days[value.key],
                )
            )
    return found


def _kept(value: Told) -> dict[str, Any]:
    if isinstance(value, VisitClaim):
        return {"alone": len(value.visitors) < 2, "form": "", "host": value.host}
    return {
        "alone": len(value.participants) < 2,
        "form": value.form.value,
        "host": value.country or "",
    }


_NO_DAYS: dict[str, date | None] = dict.fromkeys(
    ("first", "last", "reach_first", "reach_last", "tour_first", "tour_last")
)


def _days(
    values: Sequence[Told], decisions: Iterable[DecisionValue]
) -> dict[str, dict[str, date | None]]:
    """Claim key → the columns of its days; `values` are all claims of their announcements."""
    held = hold(decisions, values)
    together: dict[str, list[VisitClaim]] = defaultdict(list)
    for value in values:
        if isinstance(value, VisitClaim):
            together[value.told.announcement].append(value)
    found = {}
    for value in values:
        if isinstance(value, VisitClaim):
            siblings = together[value.told.announcement]
            told = reach_of(value, siblings, held.values.get(value.key, ()))
            first, last = told.first, told.last
            tour = (told.tour_first, told.tour_last)
        else:
            spell = meeting_reach(value)
            first, last, tour = to_date(spell.first), to_date(spell.last), (None, None)
        found[value.key] = _NO_DAYS | {
            "first": min(first, tour[0] or first),
            "last": max(last, tour[1] or last),
            "reach_first": first,
            "reach_last": last,
            "tour_first": tour[0],
            "tour_last": tour[1],
        }
    return found
