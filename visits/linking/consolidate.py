"""A visit from its claims, field by field, with who wins, why, and the dissent kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from visits.extraction.dates import Window
from visits.linking.authority import Hearing
from visits.linking.keys import fold_name, head
from visits.linking.records import Decision, LinkedVisit, LinkReason, Party, Value, VisitClaim
from visits.linking.status import status_of
from visits.linking.values import choose, choose_window, decided
from visits.terms import DecisionKind, SourceSide, VisitKind, VisitStatus

_UNDONE = (VisitStatus.CANCELLED, VisitStatus.POSTPONED)


def visit_of(
    claims: Sequence[VisitClaim],
    hearing: Hearing,
    reasons: Iterable[LinkReason] = (),
    values: Sequence[Decision] = (),
    verdicts: Sequence[Decision] = (),
) -> LinkedVisit:
    """The visit that the claims amount to; `values` and `verdicts` in the order they were made.

    Its itinerary is not known here and is its own key until it is.
    """
    claims = sorted(claims, key=lambda c: c.key)
    lead = hearing.preferred(claims)[0]
    status, status_value = status_of(claims, hearing, decided(values, "status"))
    fields: dict[str, Value | None] = {"status": status_value}
    dating = _dating(claims, hearing)
    fixed = decided(values, "start")
    start, fields["start"] = choose_window(
        claims if fixed else dating, _start, hearing, decision=fixed, field="start"
    )
    fields["start"] = _against_postponement(fields["start"], start, claims, fixed)
    end, fields["end"] = choose_window(
        _ending(dating),
        lambda c: c.end,
        hearing,
        decision=decided(values, "end"),
        after=start,
        field="end",
    )
    within, fields["within"] = choose_window(
        dating, lambda c: c.within, hearing, decision=decided(values, "within")
    )
    fields |= _plain_fields(claims, hearing, values, lead)
    fields["city"] = _with_its_stops(fields["city"], claims)
    kind, host = fields["kind"], fields["host"]
    country = fields["visitor_country"]
    return LinkedVisit(
        key=claims[0].key,
        itinerary=claims[0].key,
        claims=tuple(claim.key for claim in claims),
        visitors=delegation(claims, hearing, decided(values, "visitors", "head", "visitor")),
        visitor_country=country.value if country else None,
        host=host.value if host and host.value else lead.host,
        cities=_cities(claims, hearing, fields["city"]),
        start=start,
        end=end,
        within=within if start is None or end is None else None,
        status=status,
        kind=VisitKind(kind.value) if kind and kind.value else VisitKind.UNSPECIFIED,
        confirmed_by_both=_confirmed(claims, status),
        accepted=any(claim.accepted for claim in claims),
        confidence=sureness(claims, hearing),
        values=tuple((name, value) for name, value in sorted(fields.items()) if value is not None),
        reasons=tuple(sorted(reasons, key=lambda r: (r.claim, r.to))),
        rejected=rejected(verdicts),
        confirmed_by=confirmed_by(verdicts),
        voices=len({hearing.voice(claim.told) for claim in claims}),
    )


def _plain_fields(
    claims: Sequence[VisitClaim], hearing: Hearing, values: Sequence[Decision], lead: VisitClaim
) -> dict[str, Value | None]:
    """Kind and city are the host's facts, who travels and what for the sender's."""
    host, sender = lead.host, lead.visitor_country
    kind = decided(values, "kind")
    if kind is not None and kind.value not in list(VisitKind):
        kind = None
    return {
        "kind": choose(claims, _kind, hearing, own=host, field="kind", decision=kind),
        "city": choose(
            claims,
            lambda c: c.city,
            hearing,
            own=host,
            decision=decided(values, "city", "cities", "destination_city"),
        ),
        "host": choose(
            claims,
            lambda c: c.host,
            hearing,
            decision=decided(values, "host", "destination_country"),
        ),
        "visitor_country": choose(
            claims,
            lambda c: c.visitor_country,
            hearing,
            decision=decided(values, "visitor_country"),
        ),
        "purpose": choose(
            claims, lambda c: c.purpose, hearing, own=sender, decision=decided(values, "purpose")
        ),
        "gathering": choose(
            claims, lambda c: c.gathering, hearing, own=host, decision=decided(values, "gathering")
        ),
    }


def _kind(claim: VisitClaim) -> str | None:
    return None if claim.kind == VisitKind.UNSPECIFIED else claim.kind.value


def _start(claim: VisitClaim) -> Window | None:
    return claim.new_start or claim.start


def _against_postponement(
    value: Value | None, start: Window | None, claims: Sequence[VisitClaim], fixed: Decision | None
) -> Value | None:
    """The start; where an editor named it, whoever postpones the visit from it dissents.

    One that names no date dissents if it is told after the editor's word.
    """
    if value is None or start is None or not value.locked:
        return value
    entered = [c.told.published for c in claims if c.told.standing == SourceSide.EDITOR and c.start]
    word = fixed.made if fixed else max(entered, default=None)
    off = {
        claim.key
        for claim in claims
        if claim.status == VisitStatus.POSTPONED
        and claim.told.standing != SourceSide.EDITOR
        and (claim.new_start is None or not claim.new_start.overlaps(start))
        and (claim.start.overlaps(start) if claim.start else word and claim.told.published >= word)
    }
    return replace(
        value,
        claims=tuple(key for key in value.claims if key not in off),
        dissent=tuple(sorted({*value.dissent, *off})),
    )


def _dating(claims: Sequence[VisitClaim], hearing: Hearing) -> list[VisitClaim]:
    """The claims whose dates still count: after a postponement only those with the new ones."""
    postponed = [claim for claim in claims if claim.status == VisitStatus.POSTPONED]
    if not postponed:
        return list(claims)
    said = max(hearing.said(claim.told) for claim in postponed)
    old = [c.start for c in claims if hearing.said(c.told) < said and c.start]
    old += [claim.start for claim in postponed if claim.start]
    anew = [
        claim
        for claim in claims
        if claim.told.standing == SourceSide.EDITOR
        or claim.new_start is not None
        or (
            hearing.said(claim.told) >= said
            and claim.status not in _UNDONE
            and claim.start is not None
            and not any(claim.start.overlaps(day) for day in old)
        )
    ]
    return anew if any(c.new_start or c.start for c in anew) else list(claims)


def _ending(claims: Sequence[VisitClaim]) -> Sequence[VisitClaim]:
    """The claims that tell of an end; "on April 29" is one only where no other claim tells any."""
    telling = [claim for claim in claims if claim.end is not None and claim.end != claim.start]
    return telling or claims


def _with_its_stops(value: Value | None, claims: Sequence[VisitClaim]) -> Value | None:
    """The city, also said by who names another stop of an announcement that names it."""
    if value is None or value.locked or not value.dissent:
        return value
    naming = {claim.told.announcement for claim in claims if claim.key in value.claims}
    stops = {claim.city for claim in claims if claim.told.announcement in naming}
    beside = {c.key for c in claims if c.key in value.dissent and c.city in stops}
    return replace(
        value,
        claims=tuple(sorted({*value.claims, *beside})),
        dissent=tuple(key for key in value.dissent if key not in beside),
    )


def _cities(
    claims: Sequence[VisitClaim], hearing: Hearing, chosen: Value | None
) -> tuple[str, ...]:
    first = [chosen.value] if chosen and chosen.value else []
    if chosen is not None and chosen.locked:
        return tuple(first)
    told = [claim.city for claim in hearing.preferred(claims) if claim.city]
    names: dict[str, str] = {}
    for city in (*first, *told):
        names.setdefault(city.casefold(), city)
    return tuple(names.values())


def _confirmed(claims: Iterable[VisitClaim], status: VisitStatus) -> bool:
    """Whether both sides have told of it themselves, and nothing has undone it."""
    if status in (*_UNDONE, VisitStatus.INVITED):
        return False
    standing = [c for c in claims if c.status not in (*_UNDONE, VisitStatus.INVITED)]
    return any(c.told.side and c.told.side == c.visitor_country for c in standing) and any(
        c.told.side == c.host for c in standing
    )


def sureness(claims: Iterable[VisitClaim], hearing: Hearing) -> float:
    """How sure the claims are together: independent voices add up, copies do not."""
    best: dict[str, float] = defaultdict(float)
    for claim in claims:
        voice = hearing.voice(claim.told)
        best[voice] = max(best[voice], claim.confidence)
    doubt = 1.0
    for voice in sorted(best):
        doubt *= 1.0 - min(best[voice], 0.99)
    return round(min(1.0 - doubt, 0.99), 4)


def rejected(verdicts: Sequence[Decision]) -> bool:
    """Whether the last verdict is a rejection."""
    return bool(verdicts) and verdicts[-1].kind == DecisionKind.REJECTED


def confirmed_by(verdicts: Sequence[Decision]) -> tuple[str, ...]:
    """Who confirmed since the last rejection, sorted."""
    found: set[str] = set()
    for verdict in verdicts:
        if verdict.kind == DecisionKind.REJECTED:
            found.clear()
        elif verdict.kind == DecisionKind.CONFIRMED:
            found.add(verdict.editor)
    return tuple(sorted(found))


def delegation(
    claims: Sequence[VisitClaim], hearing: Hearing, decision: Decision | None = None
) -> tuple[Party, ...]:
    """The head of delegation under the fullest name told, then the others in order of telling."""
    heads = [head(claim) for claim in claims]
    lead = fullest(heads)
    if decision is not None and decision.value:
        lead = Party(decision.value, lead.country)
    members: list[list[Party]] = []
    for claim in hearing.preferred(claims):
        for party in claim.visitors[1:]:
            group = next((g for g in members if hearing.people.same(g[0], party)), None)
            if group is not None:
                group.append(party)
            elif not any(hearing.people.same(party, one) for one in heads):
                members.append([party])
    return (lead, *(fullest(group) for group in members))


def fullest(parties: Sequence[Party]) -> Party:
    """One party with the most that is told of it: Latin script, most words, most often printed."""
    counts = Counter(party.name for party in parties)
    name = min(
        counts,
        key=lambda n: (not n[:1].isascii(), -len(fold_name(n).split()), -counts[n], -len(n), n),
    )
    return Party(
        name=name,
        country=_commonest(party.country for party in parties),
        official=_commonest(party.official for party in parties),
        role=_commonest(party.role for party in parties),
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
