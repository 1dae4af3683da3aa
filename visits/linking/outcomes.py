"""What meetings that were held say of the visits they were part of: that these took place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from visits.linking.records import LinkedMeeting, LinkedVisit, MeetingClaim, Value, VisitClaim
from visits.linking.status import AHEAD, MADE
from visits.terms import VisitStatus


def with_outcomes(
    visits: Iterable[LinkedVisit],
    meetings: Iterable[LinkedMeeting],
    claims: Mapping[str, VisitClaim | MeetingClaim],
) -> tuple[LinkedVisit, ...]:
    """The visits, a planned one under way, or over, where a meeting told as held was part of it."""
    proofs: dict[str, list[MeetingClaim]] = defaultdict(list)
    for meeting in meetings:
        if meeting.rejected:
            continue
        told = [claims[key] for key in meeting.claims]
        held = [c for c in told if isinstance(c, MeetingClaim) and c.status in MADE]
        for key in meeting.visits:
            proofs[key] += held
    return tuple(_moved(visit, proofs[visit.key]) for visit in visits)


def _moved(visit: LinkedVisit, proofs: Iterable[MeetingClaim]) -> LinkedVisit:
    values = dict(visit.values)
    proofs = sorted(proofs, key=lambda c: c.key)
    if not proofs or visit.status not in AHEAD or values["status"].locked:
        return visit
    last = max(proof.told.published for proof in proofs).date()
    over = visit.end is not None and visit.end.latest is not None and visit.end.latest < last
    status = VisitStatus.COMPLETED if over else VisitStatus.ONGOING
    values["status"] = Value(
        status.value, tuple(proof.key for proof in proofs), "a meeting during it was held"
    )
    return replace(visit, status=status, values=tuple(sorted(values.items())))
