"""Words of imports: why a row is what it is."""

from __future__ import annotations

from django import template

from visits.choices import ROW_STATES
from visits.queries.imports.reasons import reasons_said

register = template.Library()
_STATES = {str(state): words for state, words in ROW_STATES}

register.filter("reasons_said", reasons_said)


@register.filter
def row_state(state: str) -> str:
    return str(_STATES.get(str(state), state))
