"""What there is to look at, derived anew from the records each time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from visits.models import (
    Correction,
    Decision,
    Itinerary,
    MeetingParticipant,
    Official,
    Source,
    Visit,
    VisitMember,
)
from visits.models.visit_indexes import DISAGREES
from visits.queries.inbox.pairs import visits_perhaps_one
from visits.queries.watching import quiet_sources
from visits.terms import CorrectionState, EditorialState, InboxKind

#: So many of a kind are listed and counted; the others come up as these are dealt with.
MOST = 500
_IDS = re.compile(r"\d{1,18}(-\d{1,18})*")
IMPOSSIBLE = "two places at once"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at. `key` names it for good; `ids` are those of its records."""

    kind: InboxKind
    key: str
    ids: tuple[int, ...]


def matters_of(kind: InboxKind, now: datetime | None = None) -> list[Matter]:
    """All of the kind, also those that the desk has put off, in the order to look at them."""
    return _FINDERS[kind](now or timezone.now())


def matter_of(key: str) -> Matter | None:
    """The matter that a key names, whether there still is such a one; None for no key."""
    kind, *rest = key.split(":")
    if kind not in list(InboxKind) or not rest or not _IDS.fullmatch(rest[0]):
        return None
    return Matter(InboxKind(kind), key, tuple(int(pk) for pk in rest[0].split("-")))


def contradiction_of(visit: Visit) -> Matter | None:
    """The fields of the visit on which claims disagree, as one matter; another claim makes a new
    one of it, and an editor's word on a field does not."""
    return _contradiction(visit.pk, visit.values)


def _contradiction(pk: int, values: Mapping[str, Any]) -> Matter | None:
    told = sorted(
        (field, sorted({*value["claims"], *value["dissent"]}))
        for field, value in values.items()
        if value.get("dissent")
    )
    return _named(InboxKind.CONTRADICTION, (pk,), told) if told else None


def _named(kind: InboxKind, ids: tuple[int, ...], about: object = None) -> Matter:
    """`about` tells the matter from others on the same records."""
    key = f"{kind}:{'-'.join(map(str, ids))}"
    if about is not None:
        key += f":{hashlib.sha256(repr(about).encode()).hexdigest()[:12]}"
    return Matter(kind, key, ids)


def _alone(kind: InboxKind, ids: Iterable[int]) -> list[Matter]:
    return [_named(kind, (pk,)) for pk in ids]


def _corrections(now: datetime) -> list[Matter]:
    waiting = [CorrectionState.OPEN, CorrectionState.LATER]
    rows = Correction.objects.filter(state__in=waiting).order_by("created_at", "pk")
    return _alone(InboxKind.CORRECTION, rows.values_list("pk", flat=True)[:MOST])


def _contradictions(now: datetime) -> list[Matter]:
    rows = Visit.objects.filter(DISAGREES).exclude(state=EditorialState.REJECTED)
    told = rows.order_by("-changed_at", "pk").values_list("pk", "values")[:MOST]
    found = (_contradiction(pk, values) for pk, values in told)
    return [matter for matter in found if matter is not None]


def _diaries(now: datetime) -> list[Matter]:
    rows = Itinerary.objects.exclude(flags=[]).filter(flags__contains=[IMPOSSIBLE])
    told = rows.order_by("-changed_at", "pk").values_list("pk", "start", "end")[:MOST]
    return [_named(InboxKind.DIARY, (pk,), (str(start), str(end))) for pk, start, end in told]


def _links(now: datetime) -> list[Matter]:
    return [_named(InboxKind.LINK, pair) for pair in visits_perhaps_one(MOST)]


def _doubts(now: datetime) -> list[Matter]:
    rows = Visit.objects.filter(state=EditorialState.PROPOSED).order_by("-changed_at", "pk")
    return _alone(InboxKind.DOUBT, rows.values_list("pk", flat=True)[:MOST])


def _people(now: datetime) -> list[Matter]:
    travelled = VisitMember.objects.filter(official=OuterRef("pk"))
    met = MeetingParticipant.objects.filter(official=OuterRef("pk"))
    rows = Official.objects.filter(state=EditorialState.PROPOSED)
    rows = rows.filter(Q(Exists(travelled)) | Q(Exists(met))).order_by("-created_at", "pk")
    return _alone(InboxKind.PERSON, rows.values_list("pk", flat=True)[:MOST])


def _decisions(now: datetime) -> list[Matter]:
    rows = Decision.objects.filter(is_lost=True, undone_at=None).order_by("made_at", "pk")
    return _alone(InboxKind.DECISION, rows.values_list("pk", flat=True)[:MOST])


def _sources(now: datetime) -> list[Matter]:
    ids = list(Source.objects.filter(is_active=True, feed=None).values_list("pk", flat=True))
    quiet = quiet_sources(ids, now) if ids else {}
    return [
        _named(InboxKind.SOURCE, (pk,), str(state.since))
        for pk, state in sorted(quiet.items())
        if state.is_stale
    ]


_FINDERS: dict[InboxKind, Callable[[datetime], list[Matter]]] = {
    InboxKind.CORRECTION: _corrections,
    InboxKind.CONTRADICTION: _contradictions,
    InboxKind.DIARY: _diaries,
    InboxKind.LINK: _links,
    InboxKind.DOUBT: _doubts,
    InboxKind.PERSON: _people,
    InboxKind.DECISION: _decisions,
    InboxKind.SOURCE: _sources,
}
