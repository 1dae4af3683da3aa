"""The link beside a fact that leads to a reader's correction of it."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("corrections/_link.html")
def wrong_link(noun: str, pk: int, field: str, label: str) -> dict[str, str]:
    """The link, nothing on a site that takes no corrections."""
    if settings.VISITBOOK_CORRECTIONS == "nobody":
        return {"address": ""}
    return {"address": reverse("correction-new", args=[noun, pk, field]), "label": label}
