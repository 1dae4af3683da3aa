"""What the form that leads to another time carries along."""

from __future__ import annotations

from django import template
from django.template import Context

register = template.Library()
_OWN = {"as_of", "basis", "page"}


@register.simple_tag(takes_context=True)
def other_parameters(context: Context) -> list[tuple[str, str]]:
    """What else the page was asked for, in order."""
    asked = context["request"].GET
    return [(name, value) for name, values in asked.lists() if name not in _OWN for value in values]
