"""The options of a filter as HTML: written here and not in a template, since there are hundreds."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.safestring import SafeString

from visits.queries.facets import Choice, Facet

register = template.Library()


@register.simple_tag
def options(facet: Facet, empty: str) -> SafeString:
    """Of a select: `empty` for no filter, then each choice, with its count where it has one.

    One is always marked as selected: a select keeps to it when its options are exchanged.
    """
    selected = "" if facet.chosen else " selected"
    told = [f'<option value=""{selected}>{escape(empty)}</option>', *map(_option, facet.choices)]
    return SafeString("".join(told))


def _option(choice: Choice) -> str:
    selected = " selected" if choice.chosen else ""
    count = "" if choice.count is None else f" ({choice.count})"
    return (
        f'<option value="{escape(choice.value)}"{selected}>{escape(choice.label)}{count}</option>'
    )
