"""The figures of reader and linker as CSV: rows in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable

from visits.exports.figures import written
from visits.queries.learning.figures import Band, Learning, Week
from visits.queries.learning.shares import Share

_MEASURES = ("precise", "found", "fields", "joined", "kept")
_NAMES = {
    "precise": "reader_precision",
    "found": "reader_recall",
    "fields": "fields_right",
    "joined": "linker_precision",
    "kept": "linker_recall",
}


def weeks_csv(weeks: Iterable[Week]) -> bytes:
    """A line a week and measure, with the counts behind and the 95 % interval."""
    rows = [
        (week.monday, _NAMES[name], *_share(getattr(week, name)))
        for week in weeks
        for name in _MEASURES
    ]
    return written(("week", "measure", "right", "judged", "share", "low", "high"), rows)


def bands_csv(figures: Learning) -> bytes:
    """A line a band of confidence, of the reader and of the linker, and a line a field."""
    rows = [
        *(("reader", *_band(band)) for band in figures.read_bands),
        *(("linker", *_band(band)) for band in figures.link_bands),
        *(("field", one.field, "", "", *_share(one.right)) for one in figures.fields),
    ]
    return written(("of", "from", "to", "said", "right", "judged", "share", "low", "high"), rows)


def _band(band: Band) -> tuple[object, ...]:
    return band.low, band.high, round(band.said, 4), *_share(band.right)


def _share(share: Share) -> tuple[object, ...]:
    """An empty cell for the share of nothing, and for its interval."""
    if share.value is None:
        return share.right, share.many, "", "", ""
    return share.right, share.many, *(round(part, 4) for part in (share.value, *share.interval))
