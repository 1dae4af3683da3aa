"""The gazetteer as the database has it, rebuilt from the same rows as the packaged one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import cast

from visits.extraction.engine import ENGINE
from visits.extraction.gazetteer import Gazetteer, build_gazetteer
from visits.models import Country, GazetteerVersion, Office, Official, OfficialName, Tenure
from visits.reference import CountryRow, OfficeRow, OfficialRow, TenureRow
from visits.reference.rows import Kind
from visits.terms import EditorialState, Rank, Role


def gazetteer() -> Gazetteer:
    """The gazetteer of the published records; built once a process and version."""
    return _build(gazetteer_version())


def gazetteer_now() -> tuple[Gazetteer, str]:
    """The same, and the `reader_version` of who reads with it: asked for once."""
    version = gazetteer_version()
    return _build(version), f"{ENGINE}/{version}"


def gazetteer_version() -> str:
    """A text that changes whenever a record that the gazetteer holds does; "none" without any."""
    row = GazetteerVersion.objects.first()
    return row.version.hex if row else "none"


def reader_version() -> str:
    """The engine and the gazetteer that a reading of now is made with."""
    return f"{ENGINE}/{gazetteer_version()}"


@lru_cache(maxsize=2)
def _build(version: str) -> Gazetteer:
    return build_gazetteer(country_rows(), office_rows(), official_rows(), tenure_rows())


def country_rows() -> tuple[CountryRow, ...]:
    return tuple(
        CountryRow(
            code=row.code,
            alpha2=row.alpha2,
            alpha3=row.alpha3,
            kind=cast(Kind, row.kind),
            region=row.region,
            names=row.names,
            aliases=_pairs(row.aliases),
            demonyms=_pairs(row.demonyms),
            capitals=_pairs(row.capitals),
            cities=_pairs(row.cities),
            metonyms=_pairs(row.metonyms),
            abbreviations=_pairs(row.abbreviations),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in Country.objects.order_by("code")
    )


def office_rows() -> tuple[OfficeRow, ...]:
    return tuple(
        OfficeRow(row.key, row.country_id, Role(row.role), Rank(row.rank), row.names)
        for row in Office.objects.order_by("key")
    )


def official_rows() -> tuple[OfficialRow, ...]:
    """Published officials; one that an editor made has the key "visitbook:<pk>"."""
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    aliases: dict[int, list[str]] = defaultdict(list)
    for other in OfficialName.objects.order_by("pk"):
        if other.is_alias:
            aliases[other.official_id].append(other.name)
        else:
            names[other.official_id].append((other.language, other.name))
    return tuple(
        OfficialRow(
            key=row.key or f"visitbook:{row.pk}",
            country=row.country_id or "",
            name=row.name,
            family=row.family,
            given=row.given,
            names=tuple(names[row.pk]),
            aliases=tuple(aliases[row.pk]),
        )
        for row in Official.objects.filter(state=EditorialState.PUBLISHED).order_by("key")
    )


def tenure_rows() -> tuple[TenureRow, ...]:
    return tuple(
        TenureRow(
            official=row.official.key or f"visitbook:{row.official_id}",
            office=row.office.key,
            start=row.start,
            end=row.end,
            start_text=row.start_text,
            end_text=row.end_text,
            source=row.source,
            as_of=row.as_of or row.start or date.min,
        )
        for row in Tenure.objects.filter(official__state=EditorialState.PUBLISHED)
        .select_related("official", "office")
        .order_by("official__key", "office__key", "start", "pk")
    )


def _pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((language, form) for language, form in stored)
