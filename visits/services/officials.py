"""Finding or proposing the record of a person that a claim names."""

from __future__ import annotations

import hashlib

from django.utils.text import slugify

from visits.reference import fold


def fold_name(name: str) -> str:
    """The spelling by which names are compared and searched."""
    return fold(name)[:300]


def slug_for(name: str, country: str | None, key: str, taken: set[str]) -> str:
    """A slug that is not taken, and takes it: the name, then its country, then a short hash."""
    digest = hashlib.sha256(f"{key}|{name}|{country}".encode()).hexdigest()
    base = slugify(name)[:90] or f"official-{digest[:8]}"
    for slug in (base, f"{base}-{(country or 'xx').lower()}", f"{base}-{digest[:8]}"):
        if slug not in taken:
            taken.add(slug)
            return slug
    raise ValueError(f"no free slug for {name}")
