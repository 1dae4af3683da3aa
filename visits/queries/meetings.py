"""Meetings: which are shown, which were asked for, and one with all that its page needs."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from visits.models import Meeting, MeetingParticipant, Official, Visit
from visits.queries.countries import WORD_LISTS
from visits.queries.criteria import MeetingCriteria
from visits.queries.officials import officials_called
from visits.terms import EditorialState

# As the index has it; without any day it has no end on either side.
_DAYS = Func(
    Coalesce("day_earliest", "day_latest"),
    Coalesce("day_latest", "day_earliest"),
    Value("[]"),
    function="daterange",
    output_field=DateRangeField(),
)


def meetings_shown() -> QuerySet[Meeting]:
    """All but the rejected, with their participants in order; two queries whatever the number."""
    people = MeetingParticipant.objects.select_related("official__country")
    return (
        Meeting.objects.exclude(state=EditorialState.REJECTED)
        .select_related("country", "gathering")
        .prefetch_related(Prefetch("participants", queryset=people))
    )


def meetings_for_bars() -> QuerySet[Meeting]:
    """All but the rejected, with what a bar needs; two queries whatever the number."""
    people = MeetingParticipant.objects.select_related("official")
    return (
        Meeting.objects.exclude(state=EditorialState.REJECTED)
        .select_related("country")
        .defer("values", *(f"country__{words}" for words in WORD_LISTS))
        .prefetch_related(Prefetch("participants", queryset=people))
    )


def meetings_between(first: date | None, last: date | None) -> Q:
    """Meetings whose day may lie between the two days, both inclusive and nullable.

    To be asked of meetings with their `days` annotated.
    """
    bounds = ("[" if first else "(") + ("]" if last else ")")
    some = Q(day_earliest__isnull=False) | Q(day_latest__isnull=False)
    return some & Q(days__overlap=DateRange(first, last, bounds))


def meetings_matching(
    criteria: MeetingCriteria, meetings: QuerySet[Meeting] | None = None
) -> QuerySet[Meeting]:
    """The meetings asked for, in the order of their day, undated ones last."""
    found = meetings_shown() if meetings is None else meetings
    if criteria.from_day or criteria.until_day:
        found = found.alias(days=_DAYS)
        found = found.filter(meetings_between(criteria.from_day, criteria.until_day))
    if criteria.officials:
        found = found.filter(_joined_by(official__in=officials_called(criteria.officials)))
    if criteria.countries:
        of_one = _joined_by(official__country__in=criteria.countries)
        found = found.filter(of_one | Q(country__in=criteria.countries))
    if criteria.forms:
        found = found.filter(form__in=criteria.forms)
    if criteria.statuses:
        found = found.filter(status__in=criteria.statuses)
    return found


def meeting_with_everything(pk: int) -> Meeting | None:
    """One meeting for its page, with its visits; None where there is none to show."""
    visits = (
        Visit.objects.exclude(state=EditorialState.REJECTED)
        .defer("days")
        .select_related("head", "visitor_country", "host")
    )
    return (
        meetings_shown().prefetch_related(Prefetch("visits", queryset=visits)).filter(pk=pk).first()
    )


def _joined_by(**people: object) -> Q:
    return Q(pk__in=MeetingParticipant.objects.filter(**people).values("meeting"))


def meetings_of(official: Official) -> QuerySet[Meeting]:
    """Meetings in which the official took part, the latest first."""
    found = meetings_shown().filter(_joined_by(official=official))
    return found.order_by(F("day_earliest").desc(nulls_first=True), "-pk")
