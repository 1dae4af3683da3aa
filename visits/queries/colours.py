"""The facet that bars are coloured by: each value has a hue and a letter, never a hue alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from visits.choices import RANKS, REGION_NAMES, VISIT_KINDS
from visits.models import Meeting, Visit
from visits.terms import REGIONS, Rank, VisitKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLOURS = {
    "status": _("Status"),
    "kind": _("Kind"),
    "rank": _("Office rank"),
    "region": _("Region of the host"),
    "visitor": _("Visitor's side"),
}
HUES = 7
_KIND_LETTERS = {
    VisitKind.STATE: "S",
    VisitKind.OFFICIAL: "O",
    VisitKind.WORKING: "W",
    VisitKind.PRIVATE: "P",
    VisitKind.TRANSIT: "T",
    VisitKind.MULTILATERAL: "M",
    VisitKind.UNSPECIFIED: "–",
}
_REGION_LETTERS = ("Af", "Am", "An", "As", "Eu", "Oc", "Wo")


@dataclass(frozen=True, slots=True)
class Hue:
    """`number` is 1 to 7, 0 for what has no value or stands behind the most frequent ones."""

    number: int
    letter: str
    label: StrOrPromise


NO_HUE = Hue(0, "·", pgettext_lazy("colour", "other"))


@dataclass(frozen=True, slots=True)
class Palette:
    """`hues` by value, in the order of the legend; none where colours tell the standing."""

    facet: str
    hues: dict[str, Hue]

    def hue_of(self, event: Visit | Meeting) -> Hue | None:
        """None where colours tell the standing, and for a meeting that has no such value."""
        if self.facet == "status":
            return None
        value = _value(event, self.facet)
        found = self.hues.get(value)
        if found is None and self.facet == "visitor" and value:
            return Hue(0, value.removeprefix("X-"), NO_HUE.label)
        return found or (None if isinstance(event, Meeting) else NO_HUE)

    @property
    def legend(self) -> list[Hue]:
        others = [NO_HUE] if self.facet == "visitor" else []
        return [*self.hues.values(), *others] if self.hues else []


def palette(facet: str, events: Iterable[Visit | Meeting]) -> Palette:
    """The hues of the facet; those of countries go to the most frequent of the events."""
    if facet == "kind":
        found = {
            kind.value: Hue(
                n, _KIND_LETTERS[kind], str(label) if kind != "unspecified" else gettext("no kind")
            )
            for n, (kind, label) in enumerate(VISIT_KINDS, 1)
        }
    elif facet == "rank":
        found = {
            str(rank.value): Hue(n, str(rank.value), str(label))
            for n, (rank, label) in enumerate(RANKS, 1)
        }
    elif facet == "region":
        pairs = zip(REGIONS, _REGION_LETTERS, strict=True)
        found = {
            name: Hue(n, letter, str(REGION_NAMES[name]))
            for n, (name, letter) in enumerate(pairs, 1)
        }
    elif facet == "visitor":
        found = _most_frequent(events)
    else:
        return Palette("status", {})
    return Palette(facet, found)


def _most_frequent(events: Iterable[Visit | Meeting]) -> dict[str, Hue]:
    sides = [event.visitor_country for event in events if isinstance(event, Visit)]
    names = {side.code: str(side) for side in sides if side}
    counted = Counter(side.code for side in sides if side)
    most = sorted(counted, key=lambda code: (-counted[code], code))[:HUES]
    return {code: Hue(n, code.removeprefix("X-"), names[code]) for n, code in enumerate(most, 1)}


def _value(event: Visit | Meeting, facet: str) -> str:
    """ "" where the event has none."""
    if isinstance(event, Meeting):
        return event.country.region if facet == "region" and event.country else ""
    if facet == "kind":
        return event.kind
    if facet == "rank":
        return str(Rank(event.rank).value)
    return event.host.region if facet == "region" else event.visitor_country_id or ""
