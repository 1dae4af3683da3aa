"""A country or city mentioned to its code."""

from __future__ import annotations

from visits.extraction.gazetteer import Gazetteer
from visits.reference import country_by_name
from visits.resolution.outcomes import Ambiguous, Resolution, Resolved, Unresolved


def resolve_country(gazetteer: Gazetteer, name: str, *, language: str = "en") -> Resolution:
    """The country of exactly this name, alias or demonym; never one of a like name.

    A city stands for its country: "Pyongyang" resolves to KP. A form that several countries
    share ("Congo", "Dominican") is ambiguous.
    """
    if code := country_by_name(name):
        alpha2 = gazetteer.code(code)
        return Resolved(alpha2, alpha2, None, "name")
    found = {
        place.country
        for hit in gazetteer.find(name, language)
        if hit.start == 0 and hit.end == len(name)
        for place in hit.places
    }
    if len(found) == 1:
        code = found.pop()
        return Resolved(code, code, None, "surface form")
    if found:
        return Ambiguous(tuple(sorted(found)), "several countries share the form")
    return Unresolved(name, None, "no country of exactly this name")
