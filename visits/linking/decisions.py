"""An editor's decisions, found again among the claims by what they hold on to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from visits.linking.copies import alike, signature
from visits.linking.keys import party_keys
from visits.linking.records import Anchor, Decision, MeetingClaim, VisitClaim
from visits.terms import DecisionKind

Claim = VisitClaim | MeetingClaim
_SPACE = re.compile(r"\s+")
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
# A sentence that an editor of the page has touched up is still the same sentence.
_REWORDED = 0.25


@dataclass(slots=True)
class Held:
    """What the decisions come to, by claim key. Later decisions stand after earlier ones."""

    must: set[tuple[str, str]] = field(default_factory=set)
    cannot: set[tuple[str, str]] = field(default_factory=set)
    values: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    verdicts: dict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    lost: list[str] = field(default_factory=list)


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """As they were made; one without a time is the earliest."""
    unique = {decision.key: decision for decision in decisions}
    return sorted(unique.values(), key=lambda d: (d.made or _LONG_AGO, d.key))


def hold(decisions: Iterable[Decision], claims: Iterable[Claim]) -> Held:
    """Each decision tied to the claims that its anchors fit; those without one are lost."""
    by_announcement: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_announcement[claim.told.announcement].append(claim)
    held = Held()
    for decision in in_order(decisions):
        left = _found(decision.left, by_announcement)
        right = _found(decision.right, by_announcement) if decision.right else []
        paired = decision.kind in (DecisionKind.SAME, DecisionKind.NOT_SAME)
        if not left or (paired and not right):
            held.lost.append(decision.key)
        elif paired:
            _pair(held, decision.kind, left, right)
        elif decision.kind == DecisionKind.VALUE:
            for key in left:
                held.values[key].append(decision)
        else:
            for key in left:
                held.verdicts[key].append(decision)
    return held


def _pair(held: Held, kind: DecisionKind, left: list[str], right: list[str]) -> None:
    """Later takes the place of earlier where two decisions are of the same two claims."""
    for one in left:
        for other in right:
            if one == other:
                continue
            pair = (min(one, other), max(one, other))
            held.must.discard(pair)
            held.cannot.discard(pair)
            (held.must if kind == DecisionKind.SAME else held.cannot).add(pair)


def _found(anchor: Anchor, by_announcement: Mapping[str, list[Claim]]) -> list[str]:
    """Keys of the claims that the anchor fits best: its very words, or nearly."""
    claims = [
        claim
        for claim in by_announcement.get(anchor.announcement, ())
        if _is_of(claim, anchor.person) and _goes_to(claim, anchor.host)
    ]
    quote = _plain(anchor.quote)
    if not quote:
        return sorted(claim.key for claim in claims)
    exact = [claim.key for claim in claims if quote in _quotes(claim)]
    if exact:
        return sorted(exact)
    wanted = signature(quote)
    near = [
        (max((alike(wanted, signature(other)) for other in _quotes(claim)), default=0.0), claim.key)
        for claim in claims
    ]
    best = max((share for share, _ in near), default=0.0)
    return sorted(key for share, key in near if share == best) if best >= _REWORDED else []


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _quotes(claim: Claim) -> set[str]:
    return {_plain(quote) for _, quote in claim.anchors}


def _is_of(claim: Claim, person: str) -> bool:
    if not person:
        return True
    if isinstance(claim, VisitClaim):
        parties, country = claim.visitors[:1], claim.visitor_country
    else:
        parties, country = claim.participants, None
    wanted = person.partition("|")[0]
    return any(
        wanted in (key, key.partition("|")[0])
        for party in parties
        for key in party_keys(party, country)
    )


def _goes_to(claim: Claim, host: str) -> bool:
    if not host:
        return True
    return host == (claim.host if isinstance(claim, VisitClaim) else claim.country)
