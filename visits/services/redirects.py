"""Public ids that go: where each leads, until the claims it held stand apart again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from visits.models import ItineraryRedirect, MeetingRedirect, VisitRedirect
from visits.services.identity import successor

# Old id → the id that it leads to, and the claims that it had.
Led = dict[int, tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Redirects:
    """Those of one noun; `heir` is the foreign key to what an old id leads to."""

    model: Any
    heir: str

    def leading_to(self, stored: Collection[int]) -> Led:
        """The old ids that lead to the stored ones."""
        if not stored:
            return {}
        rows = self.model.objects.filter(**{f"{self.heir}__in": stored}).order_by("old")
        return {
            old: (pk, claims) for old, pk, claims in rows.values_list("old", self.heir, "claims")
        }

    def take_back(self, returning: Collection[int]) -> None:
        """Forgets where ids led that come back."""
        if returning:
            self.model.objects.filter(old__in=returning).delete()

    def lead_on(self, gone: Mapping[int, Sequence[str]], homes: Mapping[str, int]) -> None:
        """Each id that goes leads to the one that took most of its claims, and so do those that
        led to it. `homes` are by claim."""
        for pk, claims in gone.items():
            heir = successor(claims, homes)
            if heir is not None:
                self.model.objects.filter(**{self.heir: pk}).update(**{self.heir: heir})
                told = {f"{self.heir}_id": heir, "claims": list(claims)}
                self.model.objects.update_or_create(old=pk, defaults=told)


VISITS = Redirects(VisitRedirect, "visit")
ITINERARIES = Redirects(ItineraryRedirect, "itinerary")
MEETINGS = Redirects(MeetingRedirect, "meeting")
