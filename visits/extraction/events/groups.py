"""Units about the same stay put together, each looked up by who goes where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from visits.extraction.events.stops import SEATS
from visits.extraction.events.units import Unit
from visits.extraction.events.windows import Stay, completed, stay

APART = timedelta(days=4)
A_WHILE = timedelta(days=6)
UNION = "EU"
_COME = {"ongoing", "completed", "now"}
_OFF = {"postponed", "cancelled"}


@dataclass(slots=True, eq=False)
class _Group:
    """Units of one stay, with the bounds that a further one has to be near to."""

    units: list[Unit] = field(default_factory=list)
    called_off: bool = False
    last_first: date | None = None
    first_last: date | None = None
    #: When its visitors came, where the text says so.
    arrived: list[tuple[date, date]] = field(default_factory=list)

    def takes(self, unit: Unit, reach: tuple[date, date] | None) -> bool:
        """Whether a unit of the same visitors and country may be about this stay."""
        if reach is not None and self.arrived and _arrives(unit):
            return any(first <= reach[1] and reach[0] <= last for first, last in self.arrived)
        if unit.inferred or unit.telling.status in _OFF or self.called_off or reach is None:
            return True
        if self.last_first is None or self.first_last is None:
            return True
        return reach[0] <= self.first_last + APART and self.last_first <= reach[1] + APART

    def is_anothers(self, unit: Unit, reach: tuple[date, date] | None) -> bool:
        """Whether the stay is somebody else's, on other days: "joined by X, who ..."."""
        if reach is None or len(unit.days) != 1 or unit.days[0].kind != "range":
            return False
        dated = [one for one in self.units if one.days and one.days[0].kind == "range"]
        others = [one for one in dated if one.visitors[0] not in unit.visitors]
        return bool(others) and all(_reach(one) != reach for one in dated)

    def leave_out(self, people: tuple[int, ...]) -> None:
        """Take people who have a stay of their own out of the units of others."""
        self.units = [
            replace(one, visitors=tuple(p for p in one.visitors if p not in people))
            for one in self.units
        ]

    def add(self, unit: Unit, reach: tuple[date, date] | None) -> None:
        self.units.append(unit)
        self.called_off |= unit.telling.status in _OFF
        if reach is not None:
            if _arrives(unit):
                self.arrived.append(reach)
            self.last_first = max(self.last_first or reach[0], reach[0])
            self.first_last = min(self.first_last or reach[1], reach[1])


def _arrives(unit: Unit) -> bool:
    """Whether a unit tells that somebody came on a day of its own."""
    telling = unit.telling
    return telling.frame.edge == "start" and telling.status in _COME and bool(telling.days)


def grouped(units: Sequence[Unit]) -> list[list[Unit]]:
    """The units of each stay, in the order of the text."""
    groups: list[_Group] = []
    known: dict[tuple[int, str], list[_Group]] = {}
    for unit in sorted(_at_seats(units), key=lambda u: (u.inferred, u.order)):
        assert unit.stop is not None
        keys = [(person, unit.stop.country) for person in unit.visitors]
        reach = _reach(unit)
        found = next(
            (group for key in keys for group in known.get(key, ()) if group.takes(unit, reach)),
            None,
        )
        if found is not None and found.is_anothers(unit, reach):
            found.leave_out(unit.visitors)
            found = None
        if found is None:
            found = _Group()
            groups.append(found)
        found.add(unit, reach)
        for key in keys:
            if found not in known.setdefault(key, []):
                known[key].append(found)
    ordered = [group.units for group in groups]
    return sorted(ordered, key=lambda group: min(unit.order for unit in group))


def _at_seats(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, a visit to Brussels by whoever visits the European Union being that one."""
    guests = {p for u in units if u.stop and u.stop.country == UNION for p in u.visitors}
    for unit in units:
        stop = unit.stop
        seated = stop is not None and (UNION, stop.city) in SEATS and stop.country != UNION
        if stop is not None and seated and guests & set(unit.visitors):
            unit = replace(unit, stop=replace(stop, country=UNION))
        yield unit


def _reach(unit: Unit) -> tuple[date, date] | None:
    """The first and the last day that a stay may have, None where it has no date.

    One that has begun goes on for a while: "kicked off her state visit on Monday".
    """
    told: Stay = completed(stay(unit.days, unit.telling.edge))
    windows = [w for w in (told.start, told.end) if w is not None]
    earliest = [w.earliest for w in windows if w.earliest is not None]
    latest = [w.latest for w in windows if w.latest is not None]
    if not earliest or not latest:
        return None
    begun = unit.telling.edge == "start" and unit.telling.status == "ongoing" and told.end is None
    return min(earliest), max(latest) + (A_WHILE if begun else timedelta())
