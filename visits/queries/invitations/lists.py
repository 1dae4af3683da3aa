"""Invitations by their answer, each with the words that offered it and those that answered.

An invitation is a visit of which a claim says that somebody was invited, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from visits.models import Claim, Visit, VisitClaim
from visits.queries.criteria import Criteria, VisitCriteria, Words
from visits.queries.outcomes import LAST_DAY, declined_among
from visits.queries.visits import visits_alone, visits_matching, visits_shown
from visits.terms import VisitStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Answer(StrEnum):
    """What became of an invitation. CALLED_OFF: the visit was, whoever called it off; UNKNOWN: its
    days have passed without a word."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CALLED_OFF = "called-off"
    UNKNOWN = "unknown"


ANSWERS: dict[Answer, StrPromise] = {
    Answer.OPEN: _("still open"),
    Answer.ACCEPTED: _("accepted"),
    Answer.DECLINED: _("declined"),
    Answer.CALLED_OFF: _("called off"),
    Answer.UNKNOWN: _("no answer known"),
}
_MADE = (VisitStatus.PLANNED, VisitStatus.ONGOING, VisitStatus.COMPLETED)


@dataclass(frozen=True, slots=True)
class InvitationCriteria(Criteria):
    """`countries` are of either side, `pairs` written "CN-RU"."""

    officials: Words = ()
    countries: Words = ()
    pairs: Words = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """`offer`, `acceptance` and `refusal` are the claims that first offered, accepted and declined
    it, `latest` the one that last told anything else."""

    visit: Visit
    answer: Answer
    offer: Claim | None
    acceptance: Claim | None
    refusal: Claim | None
    latest: Claim | None

    @property
    def words(self) -> StrPromise:
        return ANSWERS[self.answer]


def invitations_listed(criteria: InvitationCriteria, day: date) -> QuerySet[Visit]:
    """Visits to which somebody was invited, with their `answer`; those without days on top."""
    found = _invited(criteria, day, visits_shown())
    if criteria.answers:
        found = found.filter(answer__in=criteria.answers)
    latest = Coalesce("start_earliest", "end_latest", "window_latest")
    return found.order_by(latest.desc(nulls_first=True), "-pk")


def answers_in_words(
    criteria: InvitationCriteria, day: date
) -> list[tuple[Answer, StrPromise, int]]:
    """Each answer, what to call it, and how many have it, whichever are asked for; one query."""
    rows = _invited(criteria, day, visits_alone()).order_by().values_list("answer")
    counts = dict(rows.annotate(number=Count("pk")))
    return [(one, words, counts.get(one.value, 0)) for one, words in ANSWERS.items()]


def invitations_of(visits: Iterable[Any]) -> list[Invitation]:
    """The rows of a page with their words; four queries."""
    rows = list(visits)
    ids = [visit.pk for visit in rows]
    offers = _claims(ids, _OFFERS, "claim__announcement__published_at")
    accepted = _claims(ids, _ACCEPTS, "claim__announcement__published_at")
    declined = _claims(ids, _DECLINES, "claim__announcement__published_at")
    others = ~_OFFERS & ~_ACCEPTS & ~_DECLINES
    latest = _claims(ids, others, "-claim__announcement__published_at")
    return [
        Invitation(
            visit,
            Answer(visit.answer),
            offers.get(visit.pk),
            accepted.get(visit.pk),
            declined.get(visit.pk),
            latest.get(visit.pk),
        )
        for visit in rows
    ]


def _invited(criteria: InvitationCriteria, day: date, visits: QuerySet[Visit]) -> QuerySet[Any]:
    asked_or_answered = Q(value__status=VisitStatus.INVITED.value) | Q(value__declined=True)
    offered = Claim.objects.filter(asked_or_answered, superseded_at=None)
    told = VisitClaim.objects.filter(claim__in=offered).order_by().values("visit")
    standing = Visit.objects.filter(status=VisitStatus.INVITED).order_by().values("pk")
    asked = VisitCriteria(
        officials=criteria.officials, countries=criteria.countries, pairs=criteria.pairs
    )
    refused = declined_among(Visit.objects.all()).order_by().values("pk")
    found = visits_matching(asked, visits).filter(pk__in=told.union(standing, refused))
    return found.annotate(over=Coalesce(LAST_DAY, "window_latest"), answer=_answer(day))


def _answer(day: date) -> Case:
    return Case(
        When(pk__in=declined_among(Visit.objects.all()), then=Value(Answer.DECLINED.value)),
        When(status=VisitStatus.CANCELLED, then=Value(Answer.CALLED_OFF.value)),
        When(Q(accepted=True) | Q(status__in=_MADE), then=Value(Answer.ACCEPTED.value)),
        When(over__lt=day, then=Value(Answer.UNKNOWN.value)),
        default=Value(Answer.OPEN.value),
        output_field=CharField(),
    )


_ACCEPTS = Q(claim__value__accepted=True)
_DECLINES = Q(claim__value__declined=True)
_OFFERS = Q(claim__value__status=VisitStatus.INVITED.value) & ~_ACCEPTS


def _claims(visits: Collection[int], said: Q, order: str) -> dict[int, Claim]:
    """The first claim of each visit, in that order, that says so."""
    links = VisitClaim.objects.filter(said, visit__in=visits, claim__superseded_at=None)
    links = links.select_related("claim__announcement__source")
    links = links.defer("claim__announcement__text")
    first = links.order_by("visit_id", order, "claim_id").distinct("visit_id")
    return {link.visit_id: link.claim for link in first}
