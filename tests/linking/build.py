"""Claims in few words, for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from visits.linking import (
    Anchor,
    Decision,
    MeetingClaim,
    Party,
    Told,
    VisitClaim,
    family_key,
    signature,
)
from visits.linking.edtf import window_from_edtf
from visits.terms import DecisionKind, MeetingForm, SourceSide, VisitKind, VisitStatus

_numbers = count(1)


def told(
    announcement: str = "",
    published: str = "2025-03-01",
    *,
    standing: SourceSide = SourceSide.WIRE,
    side: str | None = None,
    recorded: str | None = None,
    text: str = "",
) -> Told:
    when = datetime.fromisoformat(published).replace(tzinfo=UTC)
    seen = datetime.fromisoformat(recorded).replace(tzinfo=UTC) if recorded else when
    name = announcement or f"a{next(_numbers):04}"
    return Told(name, "source", standing, side, when, seen, signature(text))


def party(name: str, country: str | None = None, official: str | None = None) -> Party:
    return Party(name, country, official)


def visit(
    who: str | Party | tuple[Party, ...],
    sender: str | None,
    host: str,
    start: str | None = None,
    end: str | None = None,
    *,
    by: Told | None = None,
    n: int = 0,
    within: str | None = None,
    new_start: str | None = None,
    status: str = "planned",
    kind: str = "unspecified",
    city: str | None = None,
    purpose: str | None = None,
    gathering: str | None = None,
    accepted: bool = False,
    confidence: float = 0.5,
    quote: str = "",
) -> VisitClaim:
    """One claim of one visit; `who` is a name, a party, or the whole delegation."""
    by = by or told()
    visitors = (Party(who, sender),) if isinstance(who, str) else who
    return VisitClaim(
        key=f"{by.announcement}#{n}",
        told=by,
        visitors=visitors if isinstance(visitors, tuple) else (visitors,),
        visitor_country=sender,
        host=host,
        city=city,
        start=window_from_edtf(start),
        end=window_from_edtf(end),
        within=window_from_edtf(within),
        new_start=window_from_edtf(new_start),
        status=VisitStatus(status),
        kind=VisitKind(kind),
        purpose=purpose,
        gathering=gathering,
        accepted=accepted,
        confidence=confidence,
        anchors=(("sentence", quote),) if quote else (),
    )


def meeting(
    *participants: Party,
    by: Told | None = None,
    n: int = 0,
    day: str | None = None,
    within: str | None = None,
    country: str | None = None,
    city: str | None = None,
    status: str = "completed",
    form: str = "in_person",
    quote: str = "",
) -> MeetingClaim:
    by = by or told()
    return MeetingClaim(
        key=f"{by.announcement}#m{n}",
        told=by,
        participants=participants,
        form=MeetingForm(form),
        day=window_from_edtf(day),
        within=window_from_edtf(within),
        status=VisitStatus(status),
        country=country,
        city=city,
        anchors=(("sentence", quote),) if quote else (),
    )


def decision(
    kind: DecisionKind,
    left: VisitClaim | MeetingClaim,
    right: VisitClaim | MeetingClaim | None = None,
    *,
    key: str = "k1",
    field: str = "",
    value: str | None = None,
    made: str = "2025-06-01",
) -> Decision:
    """A decision on claims as an editor's screen would make it."""
    return Decision(
        key=key,
        kind=kind,
        left=anchor(left),
        right=anchor(right) if right else None,
        field=field,
        value=value,
        made=datetime.fromisoformat(made).replace(tzinfo=UTC),
        editor="ed",
    )


def anchor(claim: VisitClaim | MeetingClaim) -> Anchor:
    quote = claim.anchors[0][1] if claim.anchors else ""
    if isinstance(claim, VisitClaim):
        family = family_key(claim.visitors[0].name, claim.visitor_country).partition("|")[0]
        return Anchor(claim.told.announcement, quote, family, claim.host)
    return Anchor(claim.told.announcement, quote, "")
