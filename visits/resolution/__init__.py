"""From a name, title or place mentioned to a known record, never by likeness alone."""

from __future__ import annotations

from visits.resolution.keys import alike, skeleton, spelling_key
from visits.resolution.outcomes import Ambiguous, Resolution, Resolved, Unresolved
from visits.resolution.people import resolve_holder, resolve_person, role_on
from visits.resolution.places import resolve_country

__all__ = [
    "Ambiguous",
    "Resolution",
    "Resolved",
    "Unresolved",
    "alike",
    "resolve_country",
    "resolve_holder",
    "resolve_person",
    "role_on",
    "skeleton",
    "spelling_key",
]
