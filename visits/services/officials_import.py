"""A table of officials → people, offices and tenures; the same table again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from visits.ingest.parsers.officials import LineProblem, OfficialsTable, TenureLine
from visits.models import Country
from visits.reasons import Why, because
from visits.services.imported_offices import store_offices
from visits.services.imported_people import store_people, touch
from visits.services.imported_tenures import Holding, store_tenures


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table: every row is new, changed, the same or a problem.

    `new_rows` and `changed_rows` are numbers of rows.
    """

    new_rows: frozenset[int] = frozenset()
    changed_rows: frozenset[int] = frozenset()
    same: int = 0
    problems: tuple[LineProblem, ...] = ()
    officials: int = 0
    confirmed: int = 0
    offices: int = 0

    @property
    def new(self) -> int:
        return len(self.new_rows)

    @property
    def changed(self) -> int:
        return len(self.changed_rows)

    @property
    def tenures(self) -> int:
        return self.new + self.changed + self.same

    @property
    def rows(self) -> int:
        return self.tenures + len(self.problems)


@transaction.atomic
def import_officials(*, table: OfficialsTable) -> Imported:
    """Stores the people, offices and tenures of a table in one go.

    A row that is a problem leaves no tenure, and no person or office that only it names. What an
    editor entered stands. Claims are not resolved again: that is asked for apart.
    """
    now = timezone.now()
    lines, missing = _of_stored_countries(table.lines)
    found = store_people(lines, now)
    lines = [line for person in found.people for line in person.lines]
    offices, made = store_offices(lines)
    holdings = [
        Holding(line, person.official.pk, offices[line.number].pk)
        for person in found.people
        for line in person.lines
        if person.official
    ]
    written = store_tenures(holdings)
    touch(written.officials - found.made, now)
    return Imported(
        new_rows=written.new,
        changed_rows=written.changed,
        same=written.same,
        problems=_by_row(table.problems, missing, found.problems, written.problems),
        officials=len(found.made),
        confirmed=found.confirmed,
        offices=made,
    )


def _by_row(*parts: Iterable[LineProblem]) -> tuple[LineProblem, ...]:
    return tuple(sorted((one for part in parts for one in part), key=lambda one: one.number))


def _of_stored_countries(
    lines: Sequence[TenureLine],
) -> tuple[list[TenureLine], list[LineProblem]]:
    stored = set(Country.objects.values_list("code", flat=True))
    problems = [
        LineProblem(line.number, because(Why.COUNTRY_NOT_STORED, country=line.country))
        for line in lines
        if line.country not in stored
    ]
    return [line for line in lines if line.country in stored], problems
