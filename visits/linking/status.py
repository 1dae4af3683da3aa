"""The status of a visit as the evidence moves it; a date that has passed moves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from visits.linking.authority import Hearing, reason_for
from visits.linking.records import Decision, Value, VisitClaim
from visits.terms import SourceSide, VisitStatus

MADE = (VisitStatus.ONGOING, VisitStatus.COMPLETED)
AHEAD = (VisitStatus.INVITED, VisitStatus.PLANNED)
# Of two words told at the same time the one further on is taken.
_FURTHER = {status: i for i, status in enumerate((*AHEAD, "postponed", "cancelled", *MADE))}


def status_of(
    claims: Sequence[VisitClaim], hearing: Hearing, decision: Decision | None
) -> tuple[VisitStatus, Value]:
    """The status and who says so: an editor's word, or the last word that the others allow.

    A trip entered without a word on its status says nothing of it beside claims that do.
    """
    claims = [claim for claim in claims if claim.tells_status] or claims
    if decision is not None and decision.value in list(VisitStatus):
        status = VisitStatus(decision.value)
        return status, _value(status, claims, "decided by an editor", locked=True)
    entered = [
        c
        for c in hearing.preferred(claims)
        if c.told.standing == SourceSide.EDITOR and c.tells_status
    ]
    if entered:
        status = entered[0].status
        return status, _value(status, claims, reason_for(entered[0]), locked=True)
    status, last = _moved(claims, hearing)
    reason = f"the last word, {reason_for(last)}" if last.tells_status else "nobody told its status"
    return status, _value(status, claims, reason, locked=False)


def _value(
    status: VisitStatus, claims: Iterable[VisitClaim], reason: str, *, locked: bool
) -> Value:
    """Only what can't stand beside the status dissents: that it was planned was true once."""
    said = sorted(claims, key=lambda c: c.key)
    agreeing = tuple(c.key for c in said if c.status == status)
    dissent = tuple(c.key for c in said if _at_odds(c.status, status))
    return Value(status.value, agreeing, reason, dissent, locked=locked)


def _at_odds(said: VisitStatus, status: VisitStatus) -> bool:
    undone = (VisitStatus.POSTPONED, VisitStatus.CANCELLED)
    return said != status and (said in undone) != (status in undone) and said not in AHEAD


def _moved(claims: Iterable[VisitClaim], hearing: Hearing) -> tuple[VisitStatus, VisitClaim]:
    ordered = sorted(claims, key=lambda c: (hearing.said(c.told), _FURTHER[c.status], c.key))
    state, last = ordered[0].status, ordered[0]
    off = ordered[0].start
    for claim in ordered[1:]:
        if _moves(state, claim, off):
            state, last = claim.status, claim
        if claim.status in (*AHEAD, VisitStatus.POSTPONED) and claim.start is not None:
            off = claim.start
    return state, last


def _moves(state: VisitStatus, claim: VisitClaim, off: object) -> bool:
    """Whether a later claim moves the status on.

    What is over stays over and what is cancelled stays so unless it was made after all; a plan
    revives a postponed visit when it names another date.
    """
    said = claim.status
    if state == VisitStatus.COMPLETED:
        return False
    if said in MADE:
        return True
    if state == VisitStatus.ONGOING:
        return False
    if said == VisitStatus.CANCELLED:
        return True
    if state == VisitStatus.CANCELLED:
        return False
    if said == VisitStatus.POSTPONED:
        return True
    if state == VisitStatus.POSTPONED:
        return said == VisitStatus.PLANNED and claim.start is not None and claim.start != off
    return said == VisitStatus.PLANNED
