"""Whose word counts most for which fact, and in which order claims are heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from visits.linking.people import People
from visits.linking.records import MeetingClaim, Told, VisitClaim
from visits.terms import SourceSide

C = TypeVar("C", VisitClaim, MeetingClaim)

_STANDING = {
    SourceSide.EDITOR: 0,
    SourceSide.MINISTRY: 1,
    SourceSide.AGENCY: 2,
    SourceSide.WIRE: 3,
}
_REASONS = {
    SourceSide.EDITOR: "entered by an editor",
    SourceSide.MINISTRY: "a ministry's word",
    SourceSide.AGENCY: "a state agency's word",
    SourceSide.WIRE: "a wire's word",
}


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is needed to weigh claims against each other.

    `voices` maps announcements to their voice, `first_told` voices to their first publication: a
    copy that is printed again later is no later word. `people` says who may be whom.
    """

    people: People
    voices: Mapping[str, str]
    first_told: Mapping[str, datetime]

    def voice(self, told: Told) -> str:
        return self.voices.get(told.announcement, told.announcement)

    def said(self, told: Told) -> datetime:
        """When the voice first said it."""
        return min(told.published, self.first_told.get(self.voice(told), told.published))

    def preferred(
        self, claims: Iterable[C], own: str | None = None, field: str | None = None
    ) -> list[C]:
        """The claims whose word counts most first.

        Standing counts before the `own` side's own facts, these before a `field` stated in so many
        words over one inferred from them, and later before earlier.
        """
        return sorted(
            sorted(claims, key=lambda c: c.key),
            key=lambda c: (
                _STANDING[c.told.standing],
                own is None or c.told.side != own,
                _inferred(c, field),
                -self.said(c.told).timestamp(),
            ),
        )


def _inferred(claim: VisitClaim | MeetingClaim, field: str | None) -> bool:
    """Whether the claim is known to infer the field; one that names no stated field infers none."""
    if field is None or isinstance(claim, MeetingClaim) or not claim.stated:
        return False
    return field not in claim.stated


def hearing_of(tellings: Iterable[Told], voices: Mapping[str, str], people: People) -> Hearing:
    """The hearing over all that is told."""
    first: dict[str, datetime] = {}
    for told in tellings:
        voice = voices.get(told.announcement, told.announcement)
        if voice not in first or told.published < first[voice]:
            first[voice] = told.published
    return Hearing(people, voices, first)


def reason_for(claim: VisitClaim | MeetingClaim, own: str | None = None) -> str:
    """Why this claim was heard first, in words."""
    words = _REASONS[claim.told.standing]
    return f"{words}, on its own side's fact" if own and claim.told.side == own else words
