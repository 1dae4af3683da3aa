"""What changed of a visit, version by version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from visits.choices import EDITORIAL_STATES, VISIT_KINDS, VISIT_STATUSES
from visits.models import Visit, VisitVersion
from visits.queries.names import official_name
from visits.queries.wording import city_name, country_name, window_words
from visits.terms import VisitKind

MOST_VERSIONS = 100
_LISTED: dict[str, dict[str, Any]] = {
    "status": {str(value): words for value, words in VISIT_STATUSES},
    "kind": {str(value): words for value, words in VISIT_KINDS},
    "state": {str(value): words for value, words in EDITORIAL_STATES},
}
Snapshot = Mapping[str, Any]
Words = Callable[[Snapshot, Mapping[int, str]], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field, in words; "" is "not told"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A new state of the visit: since when it was public, when we learnt it, what it changed."""

    published: datetime
    recorded: datetime
    changes: tuple[Change, ...]


def history_of(visit: Visit) -> tuple[Step, ...]:
    """The states in the order of publication; those that change nothing told here are left out.

    The first changes everything from nothing.
    """
    rows = VisitVersion.objects.filter(visit=visit.pk).order_by("published_from", "number")
    versions = list(rows[:MOST_VERSIONS])
    names = {member.official_id: official_name(member.official) for member in visit.members.all()}
    before = [{}, *(row.snapshot for row in versions)]
    steps = [
        Step(row.published_from, row.recorded_from, tuple(changes_between(old, new, names)))
        for (old, new), row in zip(pairwise(before), versions, strict=True)
    ]
    return tuple(step for step in steps if step.changes)


def changes_between(old: Snapshot, new: Snapshot, names: Mapping[int, str]) -> Iterator[Change]:
    """What differs between two states, in words; `names` are those of members by id."""
    if not new:
        yield Change(_("Visit"), pgettext("visit", "told"), _("not told any more"))
        return
    for label, words in _WORDS.items():
        before, after = words(old, names), words(new, names)
        if before != after:
            yield Change(_(label), before, after)


def _listed(field: str) -> Words:
    return lambda told, names: str(_LISTED[field].get(told.get(field, ""), ""))


def _window(start: str) -> Words:
    def words(told: Snapshot, names: Mapping[int, str]) -> str:
        days = [told.get(f"{start}_earliest"), told.get(f"{start}_latest")]
        return window_words(*(date.fromisoformat(day) if day else None for day in days))

    return words


def _kind(told: Snapshot, names: Mapping[int, str]) -> str:
    unknown = told.get("kind") == VisitKind.UNSPECIFIED
    return "" if unknown else str(_LISTED["kind"].get(told.get("kind", ""), ""))


def _cities(told: Snapshot) -> str:
    return _(", ").join(city_name(told.get("host_id", ""), city) for city in told.get("cities", ()))


def _delegation(told: Snapshot, names: Mapping[int, str]) -> str:
    members = told.get("members", ())
    known = [names[pk] for pk in members if pk in names]
    others = len(members) - len(known)
    more = [_("%(number)s more") % {"number": others}] if others else []
    return _(", ").join([*known, *more])


_WORDS: dict[str, Words] = {
    gettext_noop("Host country"): lambda told, names: country_name(told["host_id"]) if told else "",
    gettext_noop("Delegation"): _delegation,
    gettext_noop("City"): lambda told, names: _cities(told),
    gettext_noop("First day"): _window("start"),
    gettext_noop("Last day"): _window("end"),
    gettext_noop("Status"): _listed("status"),
    gettext_noop("Both sides"): lambda told, names: (
        pgettext("both sides", "confirmed") if told.get("confirmed_by_both") else ""
    ),
    gettext_noop("Invitation"): lambda told, names: (
        pgettext("invitation", "accepted") if told.get("accepted") else ""
    ),
    gettext_noop("Kind of visit"): _kind,
    gettext_noop("Purpose"): lambda told, names: told.get("purpose", ""),
    gettext_noop("Reading"): _listed("state"),
}
