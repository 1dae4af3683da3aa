"""Weekly figures of reader and linker against editors, and how far their confidence is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from visits.queries.learning.judged import judged
from visits.queries.learning.links import LinkJudged, judgements, links_judged
from visits.queries.learning.readings import EventRead, events_read, visits_missed
from visits.queries.learning.shares import Share
from visits.queries.link_weights import weights_in_force

# Lower edges of the bands; that of publishing, 0.75, is one of them.
READ_BANDS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
LINK_BANDS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)


@dataclass(frozen=True, slots=True)
class Week:
    """What editors decided in the week from `monday`; None for all weeks together.

    `precise` and `found` are of readings, `fields` of what these tell; `joined` is of what linking
    put together, `kept` of what it should have.
    """

    monday: date | None
    precise: Share
    found: Share
    fields: Share
    joined: Share
    kept: Share


@dataclass(frozen=True, slots=True)
class Band:
    """What was said with a confidence in `low` to `high`: `said` in the mean, `right` in truth."""

    low: float
    high: float
    said: float
    right: Share


@dataclass(frozen=True, slots=True)
class FieldFigure:
    field: str
    right: Share


@dataclass(frozen=True, slots=True)
class Learning:
    """`weeks` come the latest first; `is_cut` where older decisions were left out."""

    weeks: tuple[Week, ...]
    total: Week
    fields: tuple[FieldFigure, ...]
    read_bands: tuple[Band, ...]
    link_bands: tuple[Band, ...]
    is_cut: bool


def learning_figures() -> Learning:
    """All figures of the decisions in force; the queries do not grow with the decisions."""
    said = judged()
    events, missed = events_read(said.visits), visits_missed()
    links = links_judged(judgements(said), weights_in_force())
    mondays = {one.week for one in events} | {one.week for one in links} | {*missed}
    weeks = [
        _week(
            monday,
            [one for one in events if one.week == monday],
            missed.count(monday),
            [one for one in links if one.week == monday],
        )
        for monday in sorted(mondays, reverse=True)
    ]
    return Learning(
        weeks=tuple(weeks),
        total=_week(None, events, len(missed), links),
        fields=_fields(events),
        read_bands=_bands(READ_BANDS, [(one.confidence, one.right) for one in events]),
        link_bands=_bands(LINK_BANDS, [(one.chance, one.same) for one in links]),
        is_cut=said.is_cut,
    )


def _week(
    monday: date | None, events: Sequence[EventRead], missed: int, links: Sequence[LinkJudged]
) -> Week:
    right = sum(one.right for one in events)
    fields = [field.right for one in events for field in one.fields]
    both = sum(one.together and one.same for one in links)
    return Week(
        monday,
        precise=Share(right, len(events)),
        found=Share(right, right + missed),
        fields=Share(sum(fields), len(fields)),
        joined=Share(both, sum(one.together for one in links)),
        kept=Share(both, sum(one.same for one in links)),
    )


def _fields(events: Iterable[EventRead]) -> tuple[FieldFigure, ...]:
    found: dict[str, Share] = defaultdict(lambda: Share(0, 0))
    for event in events:
        for field in event.fields:
            found[field.field] += Share(int(field.right), 1)
    return tuple(FieldFigure(name, found[name]) for name in sorted(found))


def _bands(lows: Sequence[float], said: Sequence[tuple[float, bool]]) -> tuple[Band, ...]:
    """The bands that hold anything, the lowest first."""
    bands = []
    for low, high in zip(lows, (*lows[1:], 1.0), strict=True):
        inside = [one for one in said if low <= one[0] < high or one[0] == high == 1.0]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            right = Share(sum(right for _, right in inside), len(inside))
            bands.append(Band(low, high, mean, right))
    return tuple(bands)
