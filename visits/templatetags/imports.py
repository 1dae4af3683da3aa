"""Words of imports: why a row is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from visits.choices import ROW_STATES
from visits.models import ImportRow
from visits.queries.imports.reasons import reasons_said

register = template.Library()
_STATES = {str(state): words for state, words in ROW_STATES}

register.filter("reasons_said", reasons_said)


@register.filter
def cells_under(row: ImportRow, header: Sequence[str]) -> list[tuple[str, bool]]:
    """The cells, each with whether the row's reason is about it."""
    columns = zip(header, row.cells, strict=False)
    return [(cell, bool(row.column) and column == row.column) for column, cell in columns]


@register.filter
def row_state(state: str) -> str:
    return str(_STATES.get(str(state), state))
