"""Tellings that name no place or nobody, bound to the visit they are about."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from visits.extraction.events.inference import inferred_stop, likely_stop
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions, PlaceMention

_UNDER_WAY = {"ongoing", "now"}
#: The frames that name the leader of a delegation told of before.
LEADS = {"leads-the-delegation", "delegation-is-led-by"}
#: The frames that tell where people gather, whoever they are.
GATHERINGS = {"gathering-convened-in", "gathering-held-in", "gathering-in"}
#: The frames that tell where a delegation goes, or where there is something to go to.
_SENT = {"delegation-to", "attends-in", "gathers-in", "gathering-held-in"}
#: The frame of attending something that is named without its place.
ATTENDS = "attends-somewhere"
#: The frame of what whoever was spoken of does next: "to be followed by a visit to ...".
FOLLOWED = "followed-by-visit"
#: So many sentences after the place of a gathering somebody attends it: any, and one called alike.
FOLLOWING, ALIKE = 4, 10
#: The words of "participate in the summit", which is one spoken of before.
SHORT = 4


def bound(units: list[Unit], contacts: Sequence[Telling], setting: Setting) -> list[Unit]:
    """All units with a place and visitors; what can't be bound is left out.

    A telling without a place is about the nearest visit of the same people told before it, else
    after it; of a tour it dates the whole. Where the announcement knows no such visit, the place
    is the sentence's own, the host's country or the dateline's.
    """
    lexicon = setting.lexicon
    tours = _tours(units)
    placed = _Placed([unit for unit in units if unit.stop is not None and unit.visitors])
    found: list[Unit] = list(placed.units)
    sent = [unit for unit in units if unit.stop is not None and _is_delegation(unit)]
    for unit in sorted(units, key=lambda unit: unit.telling.frame.known):
        if unit.stop is not None and unit.visitors:
            continue
        if unit.stop is not None:
            found += _with_visitors(unit, placed, tours[id(unit.telling)], lexicon)
            continue
        stop = _stop_of(unit, contacts, setting, placed) if unit.telling.here else None
        country = stop.country if stop is not None else None
        nearest = placed.nearest(unit, country)
        if nearest is not None and _is_elsewhere(unit, nearest, stop, setting):
            nearest = None
        reached = _on_tour(unit, placed, setting)
        if reached is not None:
            found.append(reached)
            placed.add(reached)
        elif nearest is not None:
            found += _bind(unit, placed.of_region(unit) or _where(unit, placed.tour(nearest)))
        elif unit.visitors and (gone := _gone(unit, sent)) is not None:
            found.append(gone)
        elif unit.telling.frame.known:
            continue
        elif unit.visitors and (stop := stop or _stop_of(unit, contacts, setting, placed)):
            new = replace(unit, stop=stop, inferred=True)
            found.append(new)
            placed.add(new)
    return found


def _arrives(unit: Unit, other: Unit) -> bool:
    """Whether "arrived here" is about an arrival whose place another sentence names."""
    return unit.telling.frame.edge == other.telling.frame.edge == "start"


def _is_elsewhere(unit: Unit, other: Unit, stop: Stop | None, setting: Setting) -> bool:
    """Whether a telling is of a stay of its own, not of the visit told nearest to it."""
    if unit.telling.here and not stop and not _arrives(unit, other):
        return True
    return _came_elsewhere(unit, other, setting)


def _came_elsewhere(unit: Unit, other: Unit, setting: Setting) -> bool:
    """Whether "arrived for a visit" stands before a tour to come: it was where the text is from."""
    dateline = setting.mentions.dateline
    come = unit.telling.edge == "start" and unit.telling.status in _UNDER_WAY
    if not come or unit.telling.line is not other.telling.line or other.telling.status != "planned":
        return False
    homes = {setting.mentions.people[person].country for person in unit.visitors}
    return dateline is not None and dateline.country not in {None, *homes}


def _is_delegation(unit: Unit) -> bool:
    """Whether a unit tells where a delegation goes, whoever leads it, or where people gather."""
    return not unit.visitors and unit.telling.frame.name in _SENT | GATHERINGS


def _gone(unit: Unit, sent: Sequence[Unit]) -> Unit | None:
    """The visit of whoever leads a delegation, or attends a gathering, told of elsewhere."""
    goal = _goal(unit, sent)
    if goal is None:
        return None
    telling = replace(unit.telling, kind=unit.telling.kind or goal.telling.kind)
    days = unit.days or (goal.days if _is_of_a_day(goal) else ())
    return replace(unit, telling=telling, stop=goal.stop, days=days)


def _is_of_a_day(goal: Unit) -> bool:
    """Whether whoever goes there is there on its days: to a gathering of one day, with others."""
    days = [day for day in goal.days if day.kind == "date"]
    return goal.telling.frame.name not in GATHERINGS or len(goal.days) == len(days) == 1


def _goal(unit: Unit, sent: Sequence[Unit]) -> Unit | None:
    """Where a delegation goes whose leader this telling names, or who attends "the meeting"."""
    telling = unit.telling
    before = [other for other in sent if other.order < unit.order]
    told_so = [other for other in before if other.telling.frame.name in _SENT]
    if telling.frame.name in LEADS:
        return told_so[-1] if told_so else next((o for o in sent if o not in before), None)
    if telling.frame.name != ATTENDS:
        return None
    attended = telling.line.text[telling.start : telling.reach].split()
    alike = [
        other
        for other in before
        if len(attended) <= SHORT and attended[-1] in other.telling.line.text
    ]
    for told, reach in ((alike, ALIKE), (told_so, FOLLOWING)):
        if told and telling.line.index - told[-1].telling.line.index <= reach:
            return told[-1]
    return None


def _tours(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """The units by the telling that lists them."""
    tours: dict[int, list[Unit]] = {}
    for unit in units:
        tours.setdefault(id(unit.telling), []).append(unit)
    return tours


class _Placed:
    """The visits whose place is known, looked up by who goes and by where to."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = list(units)
        self._by: dict[tuple[int | None, str | None], list[Unit]] = {}
        self._tours: dict[int, list[Unit]] = {}
        for unit in units:
            self._index(unit)

    def add(self, unit: Unit) -> None:
        self.units.append(unit)
        self._index(unit)

    def nearest(self, unit: Unit, country: str | None = None) -> Unit | None:
        """The last of the same people (to that country) told before a unit, else the first."""
        people: Sequence[int | None] = unit.visitors or (None,)
        lists = [self._by.get((person, country), []) for person in people]
        before = [
            units[at - 1]
            for units in lists
            if (at := bisect_left(units, unit.order, key=lambda other: other.order)) > 0
        ]
        if before:
            return max(before, key=lambda other: other.order)
        return min((units[0] for units in lists if units), key=lambda o: o.order, default=None)

    def has_return(self, unit: Unit, stop: Stop, mentions: Mentions) -> bool:
        """Whether somebody from there is told to go where the visitors of a unit come from."""
        home = mentions.people[unit.visitors[0]].country
        others = self._by.get((None, home), [])
        return any(mentions.people[o.visitors[0]].country == stop.country for o in others)

    def tour(self, unit: Unit) -> list[Unit]:
        """All stops that the telling of one of them lists."""
        return self._tours[id(unit.telling)]

    def of_region(self, unit: Unit) -> list[Unit]:
        """The stops told one by one of a trip to a region: in an order that nobody tells."""
        if not unit.telling.frame.name.endswith("region") or not unit.visitors:
            return []
        told = self._by.get((unit.visitors[0], None), [])
        stops = {other.stop.country: other for other in told if other.stop is not None}
        if len(stops) < 2 or any(other.size > 1 for other in told):
            return []
        return [
            replace(other, place=number, size=len(stops) + 2)
            for number, other in enumerate(stops.values(), start=1)
        ]

    def _index(self, unit: Unit) -> None:
        self._tours.setdefault(id(unit.telling), []).append(unit)
        country = unit.stop.country if unit.stop is not None else None
        for person in (None, *unit.visitors):
            for place in (None, country):
                insort(self._by.setdefault((person, place), []), unit, key=lambda u: u.order)


def _with_visitors(
    unit: Unit, placed: _Placed, tour: Sequence[Unit], lexicon: EventLexicon
) -> Iterable[Unit]:
    """A telling that names nobody is about whoever goes there, one of "he" about the traveller.

    Whoever goes to one stop of a tour goes to all of them.
    """
    assert unit.stop is not None
    if unit.telling.frame.subject == "none" and not unit.telling.frame.noun:
        return []
    pronoun = lexicon.bare_pronoun.match(unit.telling.line.text) is not None
    pronoun = pronoun or unit.telling.frame.name == FOLLOWED
    if not unit.telling.frame.noun and not pronoun:
        return []
    nearest = placed.nearest(unit, unit.stop.country)
    if nearest is None and len(tour) > 1 and unit.telling.line.sentence.is_title:
        stops = [stop.stop.country for stop in tour if stop.stop is not None]
        others = [placed.nearest(unit, country) for country in stops]
        nearest = next((other for other in others if other is not None), None)
    if nearest is None and pronoun:
        nearest = placed.nearest(unit)
    return [] if nearest is None else [replace(unit, visitors=nearest.visitors)]


def _where(unit: Unit, tour: list[Unit]) -> list[Unit]:
    """The stops of a tour where its visitors attend something: "In Singapore, she will attend"."""
    if not unit.telling.frame.name.startswith("attends") or unit.days:
        return tour
    marks = unit.telling.line.marks.values()
    named = {mark.country for mark in marks if isinstance(mark, PlaceMention)}
    return [stop for stop in tour if stop.stop and stop.stop.country in named] or tour


def _bind(unit: Unit, tour: list[Unit]) -> list[Unit]:
    return [
        replace(
            unit,
            visitors=other.visitors,
            stop=other.stop,
            place=other.place,
            size=other.size,
            own=other.size == 1,
            inferred=True,
        )
        for other in tour
    ]


def _on_tour(unit: Unit, placed: _Placed, setting: Setting) -> Unit | None:
    """The stop where somebody on a tour of a region is: the dateline's, told of no otherwise."""
    dateline, telling = setting.mentions.dateline, unit.telling
    if not telling.frame.name.endswith("region") or telling.status not in _UNDER_WAY:
        return None
    if dateline is None or dateline.country is None or not unit.visitors:
        return None
    home = setting.mentions.people[unit.visitors[0]].country
    if home in (None, dateline.country) or placed.nearest(unit, dateline.country) is not None:
        return None
    stop = Stop(dateline.country, dateline.city, -1)
    return replace(unit, stop=stop, days=(), inferred=True)


def _stop_of(
    unit: Unit, contacts: Sequence[Telling], setting: Setting, placed: _Placed
) -> Stop | None:
    """Where a visit goes that names no place; a mere likelihood yields to a visit in return."""
    if not unit.visitors:
        return None
    stop = inferred_stop(unit, contacts, setting.mentions)
    if stop is None:
        stop = likely_stop(unit, setting)
        stop = None if stop and placed.has_return(unit, stop, setting.mentions) else stop
    return stop
