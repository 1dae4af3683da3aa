"""Meetings and calls between people of two countries, by what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from visits.models import Country, Meeting, MeetingParticipant
from visits.queries.meetings import meetings_shown
from visits.queries.standing import standing_of
from visits.terms import MeetingForm

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST_MEETINGS = 30
# The headings, in order, with the standings under each.
_GROUPS: dict[StrPromise, frozenset[str]] = {
    _("Met in person"): frozenset({"completed", "ongoing", "reported"}),
    _("Meetings planned"): frozenset({"planned", "invited"}),
    _("Meetings planned, outcome not known"): frozenset({"unknown"}),
    _("Meetings put off or called off"): frozenset({"postponed", "cancelled"}),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Meetings that stand alike, under what they are called together."""

    label: StrPromise
    meetings: tuple[Meeting, ...]


def meetings_between_countries(
    one: Country, other: Country, forms: Sequence[MeetingForm]
) -> QuerySet[Meeting]:
    """Meetings of those forms in which somebody of each country took part, the latest first."""
    found = meetings_shown().filter(_somebody_of(one), _somebody_of(other), form__in=forms)
    return found.order_by(F("day_earliest").desc(nulls_first=True), "-pk")


def by_standing(meetings: Iterable[Meeting], day: date) -> tuple[Group, ...]:
    """The meetings in groups, those without any left out; planned is never among the held."""
    told = [(standing_of(meeting, day).code, meeting) for meeting in meetings]
    groups = (
        Group(label, tuple(meeting for code, meeting in told if code in codes))
        for label, codes in _GROUPS.items()
    )
    return tuple(group for group in groups if group.meetings)


def _somebody_of(country: Country) -> Exists:
    people = MeetingParticipant.objects.filter(meeting=OuterRef("pk"), official__country=country)
    return Exists(people)
