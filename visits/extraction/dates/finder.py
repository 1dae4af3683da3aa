"""The one entrance: text in, date expressions out."""

from __future__ import annotations

from datetime import date

from visits.extraction.dates.expressions import DateExpression


def find_dates(
    text: str, reference: date, language: str = "en", *, tense_hint: str | None = None
) -> tuple[DateExpression, ...]:
    """The date expressions of the text in order; offsets index it."""
    return ()
