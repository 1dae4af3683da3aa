"""Gatherings in words."""

from __future__ import annotations

from django import template

from visits.queries.gathering_names import gathering_name

register = template.Library()
register.filter("gathering_name", gathering_name)
