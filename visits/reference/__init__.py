"""Packaged reference data: countries, offices, officials and their tenures.

Both the database seed and the extraction gazetteer are built from these rows.
"""

from __future__ import annotations

from visits.reference.countries import countries
from visits.reference.files import version
from visits.reference.folding import fold
from visits.reference.lookup import country, country_by_city, country_by_name
from visits.reference.officials import SIGHTINGS, offices, officials, tenures
from visits.reference.rows import (
    LANGUAGES,
    CountryRow,
    OfficeRow,
    OfficialRow,
    TenureRow,
)

__all__ = [
    "LANGUAGES",
    "SIGHTINGS",
    "CountryRow",
    "OfficeRow",
    "OfficialRow",
    "TenureRow",
    "countries",
    "country",
    "country_by_city",
    "country_by_name",
    "fold",
    "offices",
    "officials",
    "tenures",
    "version",
]
