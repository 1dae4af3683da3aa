"""One matter with all that is needed to decide it: reasons, words, and what else it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from visits.models import (
    Claim,
    Correction,
    Decision,
    Itinerary,
    Meeting,
    Official,
    Source,
    Visit,
)
from visits.queries import wording
from visits.queries.claim_words import value_said
from visits.queries.claims import revisions_of
from visits.queries.decisions import MEETING_FIELDS
from visits.queries.evidence import VISIT_FACTS, Fact, Quote, claims_of, facts_of, quote_of
from visits.queries.inbox.likeness import Likeness, likeness_of
from visits.queries.inbox.people import Candidate, candidates_for
from visits.queries.meetings import meeting_with_everything
from visits.queries.visits import visit_with_everything, visits_shown
from visits.queries.watching import Quiet, quiet_sources
from visits.terms import CorrectionNoun, InboxKind

MOST_QUOTES = 5
NEAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Told:
    """A visit with its facts and the words behind them."""

    visit: Visit
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field may be given, as the service reads it and as people do."""

    value: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which claims disagree."""

    fact: Fact
    now: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What the page shows of a matter; of the fields those that its kind has are filled.

    `field` is the one that accepting a reader's correction may set, "" where none can be set.
    """

    title: str
    visits: tuple[Told, ...] = ()
    near: tuple[Visit, ...] = ()
    likeness: Likeness | None = None
    disputes: tuple[Dispute, ...] = ()
    itinerary: Itinerary | None = None
    official: Official | None = None
    candidates: tuple[Candidate, ...] = ()
    quotes: tuple[Quote, ...] = ()
    decision: Decision | None = None
    correction: Correction | None = None
    meeting: Meeting | None = None
    field: str = ""
    source: Source | None = None
    quiet: Quiet | None = None


def card_of(kind: InboxKind, ids: tuple[int, ...]) -> Card | None:
    """None where a record is gone, or is nothing to decide on any more."""
    return _CARDS[kind](ids)


def _told(pk: int) -> Told | None:
    visit = visit_with_everything(pk)
    if visit is None:
        return None
    claims = claims_of(visit)
    return Told(visit, facts_of(visit, claims, VISIT_FACTS), tuple(claims))


def _doubt(ids: tuple[int, ...]) -> Card | None:
    told = _told(ids[0])
    if told is None:
        return None
    return Card(wording.visit_title(told.visit), visits=(told,), near=_near(told.visit))


def _near(visit: Visit) -> tuple[Visit, ...]:
    """Other visits that it may be: of the same person, or between the same two countries."""
    same = Q(head=visit.head_id, host=visit.host_id) if visit.head_id else Q(pk=None)
    if visit.visitor_country_id:
        same |= Q(host=visit.host_id, visitor_country=visit.visitor_country_id)
    rows = visits_shown().filter(same).exclude(pk=visit.pk)
    if visit.start_earliest:
        around = (visit.start_earliest - NEAR, visit.start_earliest + NEAR)
        rows = rows.filter(Q(start_earliest__range=around) | Q(start_earliest=None))
    return tuple(rows.order_by("-changed_at")[:4])


def _link(ids: tuple[int, ...]) -> Card | None:
    sides = tuple(told for pk in ids if (told := _told(pk)) is not None)
    if len(sides) != 2:
        return None
    likeness = likeness_of(sides[0].claims, sides[1].claims)
    return Card(wording.visit_title(sides[0].visit), visits=sides, likeness=likeness)


def _contradiction(ids: tuple[int, ...]) -> Card | None:
    told = _told(ids[0])
    if told is None:
        return None
    disputes = tuple(_dispute(fact) for fact in told.facts if fact.dissent)
    # Of fields that have no page of their own, who disagrees on them is told of the visit alone.
    return Card(wording.visit_title(told.visit), visits=(told,), disputes=disputes)


def _dispute(fact: Fact) -> Dispute:
    """The value that stands first, then the others, each with its words."""
    by_value: dict[str, list[Quote]] = {}
    for quote in (*fact.quotes, *fact.dissent):
        by_value.setdefault(value_said(quote.claim, fact.field) or "", []).append(quote)
    choices = [
        Choice(value, quotes[0].said or value, tuple(quotes))
        for value, quotes in by_value.items()
        if value
    ]
    return Dispute(fact, str(fact.value or ""), tuple(choices))


def _diary(ids: tuple[int, ...]) -> Card | None:
    found = Itinerary.objects.select_related("head", "country").filter(pk=ids[0]).first()
    if found is None:
        return None
    stops = found.visits.exclude(state="rejected").order_by("start_earliest", "pk")
    told = [one for pk in stops.values_list("pk", flat=True)[:8] if (one := _told(pk))]
    title = str(found.head or found)
    return Card(title, visits=tuple(told), itinerary=found)


def _person(ids: tuple[int, ...]) -> Card | None:
    found = Official.objects.select_related("country").filter(pk=ids[0], state="proposed").first()
    if found is None:
        return None
    rows = Claim.objects.filter(superseded_at=None).filter(
        Q(visits__members__official=found) | Q(meetings__participants__official=found)
    )
    claims = rows.select_related("announcement__source__country", "side").order_by("-pk")
    named = list(dict.fromkeys(claims[: MOST_QUOTES * 3]))[:MOST_QUOTES]
    quotes = tuple(_naming(claim, found) for claim in named)
    return Card(found.name, official=found, quotes=quotes, candidates=candidates_for(found))


def _naming(claim: Claim, official: Official) -> Quote:
    """The sentence with the name marked in it; where it is not there, whom the claim is about."""
    sentence = str(claim.evidence.get("sentence", {}).get("quote", ""))
    for name in (official.name, official.family):
        before, marked, after = sentence.partition(name) if name else (sentence, "", "")
        if marked:
            return Quote(claim, "visitors", name, before, marked, after, stated=True)
    return quote_of(claim, "visitors" if claim.subject == "visit" else "participants")


def _decision(ids: tuple[int, ...]) -> Card | None:
    rows = Decision.objects.select_related("announcement__source", "editor", "undone_by")
    found = rows.filter(pk=ids[0], undone_at=None).first()
    if found is None:
        return None
    texts = revisions_of([found.announcement_id])
    near = visits_shown().filter(claims__announcement__in=texts).distinct()
    title = found.quote[:200] or str(found.announcement)
    return Card(title, decision=found, near=tuple(near.order_by("pk")[:6]))


def _correction(ids: tuple[int, ...]) -> Card | None:
    found = Correction.objects.select_related("reader").filter(pk=ids[0]).first()
    if found is None:
        return None
    if found.noun == CorrectionNoun.MEETING:
        meeting = meeting_with_everything(found.target)
        field = found.field if meeting and found.field in MEETING_FIELDS else ""
        return Card(found.about, correction=found, meeting=meeting, field=field)
    told = _told(found.target) if found.noun == CorrectionNoun.VISIT else None
    field = found.field if told and found.field in VISIT_FACTS else ""
    return Card(found.about, correction=found, visits=(told,) if told else (), field=field)


def _source(ids: tuple[int, ...]) -> Card | None:
    found = Source.objects.select_related("country").filter(pk=ids[0]).first()
    if found is None:
        return None
    return Card(found.name, source=found, quiet=quiet_sources([found.pk])[found.pk])


_CARDS: dict[InboxKind, Callable[[tuple[int, ...]], Card | None]] = {
    InboxKind.CORRECTION: _correction,
    InboxKind.CONTRADICTION: _contradiction,
    InboxKind.DIARY: _diary,
    InboxKind.LINK: _link,
    InboxKind.DOUBT: _doubt,
    InboxKind.PERSON: _person,
    InboxKind.DECISION: _decision,
    InboxKind.SOURCE: _source,
}
