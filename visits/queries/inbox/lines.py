"""One line for each matter of a list; the number of queries does not depend on theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from visits.models import Correction, Decision, Itinerary, Official, Source
from visits.queries import wording
from visits.queries.inbox.matters import Matter
from visits.queries.names import official_name
from visits.queries.visits import visits_shown
from visits.terms import InboxKind

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A matter with its title and a word more; `held_by` is who else looks at it now."""

    matter: Matter
    title: str
    note: str
    held_by: str = ""


def lines_of(matters: Sequence[Matter], held: dict[str, str]) -> list[Line]:
    """In the same order; those whose records are gone since are left out."""
    ids: defaultdict[InboxKind, set[int]] = defaultdict(set)
    for matter in matters:
        ids[matter.kind].update(matter.ids)
    told = {kind: _TOLD[kind](wanted) for kind, wanted in ids.items()}
    lines = []
    for matter in matters:
        words = told[matter.kind].get(matter.ids[0])
        if words is not None:
            lines.append(Line(matter, *words, held.get(matter.key, "")))
    return lines


def _visits(ids: Collection[int]) -> dict[int, Words]:
    rows = visits_shown().in_bulk(list(ids))
    return {
        pk: (wording.visit_title(row), wording.stay_words(row) or _("no days told"))
        for pk, row in rows.items()
    }


def _diaries(ids: Collection[int]) -> dict[int, Words]:
    rows = Itinerary.objects.select_related("head").in_bulk(list(ids))
    return {
        pk: (
            official_name(row.head) if row.head else _("Itinerary"),
            wording.window_words(row.start, row.end),
        )
        for pk, row in rows.items()
    }


def _people(ids: Collection[int]) -> dict[int, Words]:
    rows = Official.objects.select_related("country").in_bulk(list(ids))
    return {pk: (row.name, str(row.country or _("no country"))) for pk, row in rows.items()}


def _decisions(ids: Collection[int]) -> dict[int, Words]:
    rows = Decision.objects.select_related("announcement__source").in_bulk(list(ids))
    return {
        pk: (
            row.quote[:200] or str(row.announcement),
            f"{row.get_kind_display()}, {row.announcement.source}",
        )
        for pk, row in rows.items()
    }


def _corrections(ids: Collection[int]) -> dict[int, Words]:
    rows = Correction.objects.in_bulk(list(ids))
    return {pk: (row.about, row.wrong[:200]) for pk, row in rows.items()}


def _sources(ids: Collection[int]) -> dict[int, Words]:
    return {
        pk: (row.name, row.last_error or "")
        for pk, row in Source.objects.in_bulk(list(ids)).items()
    }


_TOLD: dict[InboxKind, Callable[[Collection[int]], dict[int, Words]]] = {
    InboxKind.CORRECTION: _corrections,
    InboxKind.CONTRADICTION: _visits,
    InboxKind.DIARY: _diaries,
    InboxKind.LINK: _visits,
    InboxKind.DOUBT: _visits,
    InboxKind.PERSON: _people,
    InboxKind.DECISION: _decisions,
    InboxKind.SOURCE: _sources,
}
