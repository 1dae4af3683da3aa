"""Tenures of an imported table: which are new, changed, the same, or told in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from visits.ingest.parsers.officials import LineProblem, TenureLine
from visits.models import Tenure
from visits.reasons import Why, because

BATCH = 2000
BY_HAND = "editor"
_FIELDS = ("end", "start_text", "end_text", "source")
_At = tuple[int, int, date | None]


@dataclass(frozen=True, slots=True)
class Holding:
    """A row with the records that it names."""

    line: TenureLine
    official: int
    office: int

    @property
    def at(self) -> _At:
        return self.official, self.office, self.line.start


@dataclass(frozen=True, slots=True)
class Written:
    """What the rows came to, by their numbers; `officials` are those whose tenures are not what
    they were."""

    new: frozenset[int]
    changed: frozenset[int]
    same: int
    problems: tuple[LineProblem, ...]
    officials: frozenset[int]


def store_tenures(holdings: Sequence[Holding]) -> Written:
    """Inserts and updates tenures, a row each.

    What an editor entered stands, whatever a table says of that person in that office at that
    time. An open end does not reopen a tenure whose end another source knows.
    """
    kept, repeats, problems = _told_once(holdings)
    stored: dict[_At, Tenure] = {}
    by_hand: dict[tuple[int, int], list[Tenure]] = defaultdict(list)
    for row in Tenure.objects.filter(official__in={one.official for one in kept}):
        stored[row.official_id, row.office_id, row.start] = row
        if row.source == BY_HAND:
            by_hand[row.official_id, row.office_id].append(row)
    new: dict[int, Tenure] = {}
    changed: dict[int, Tenure] = {}
    for one in kept:
        if any(_overlap(row, one.line) for row in by_hand[one.official, one.office]):
            continue
        known = stored.get(one.at)
        if known is None:
            new[one.line.number] = Tenure(
                official_id=one.official, office_id=one.office, **_told(one.line)
            )
        elif _differs(known, one.line):
            for name in _FIELDS:
                setattr(known, name, _told(one.line)[name])
            changed[one.line.number] = known
    Tenure.objects.bulk_create(new.values(), batch_size=BATCH)
    Tenure.objects.bulk_update(changed.values(), _FIELDS, batch_size=BATCH)
    return Written(
        new=frozenset(new),
        changed=frozenset(changed),
        same=len(kept) + repeats - len(new) - len(changed),
        problems=tuple(problems),
        officials=frozenset(row.official_id for row in (*new.values(), *changed.values())),
    )


def _told_once(
    holdings: Iterable[Holding],
) -> tuple[list[Holding], int, list[LineProblem]]:
    """One row a tenure, the first that knows an end; a row with another end is a problem."""
    groups: dict[_At, list[Holding]] = defaultdict(list)
    for one in holdings:
        groups[one.at].append(one)
    kept: list[Holding] = []
    problems: list[LineProblem] = []
    repeats = 0
    for group in groups.values():
        best = next((one for one in group if one.line.end), group[0])
        kept.append(best)
        for one in group:
            if one is best:
                continue
            if one.line.end in (None, best.line.end):
                repeats += 1
                continue
            reason = because(
                Why.SAME_TENURE,
                end=one.line.end_text,
                row=best.line.number,
                other=best.line.end_text,
            )
            problems.append(LineProblem(one.line.number, reason))
    return kept, repeats, problems


def _told(line: TenureLine) -> Mapping[str, date | str | None]:
    return {
        "start": line.start,
        "end": line.end,
        "start_text": line.start_text,
        "end_text": line.end_text,
        "source": line.source,
    }


def _differs(row: Tenure, line: TenureLine) -> bool:
    """Whether the row says something else of the tenure than is stored."""
    if line.end is None and row.end is not None and row.source != line.source:
        return False
    return (row.end, row.start_text, row.end_text) != (line.end, line.start_text, line.end_text)


def _overlap(row: Tenure, line: TenureLine) -> bool:
    began, ended = row.start or date.min, row.end or date.max
    return began <= (line.end or date.max) and (line.start or date.min) <= ended
