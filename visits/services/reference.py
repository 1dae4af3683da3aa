"""Seeding countries, offices and officials from the packaged files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from visits import reference
from visits.models import Country, Office, Official, OfficialName, ReferenceLoad, Tenure
from visits.services.edited import NAMES
from visits.services.officials import fold_name, slug_for

BATCH = 2000
TENURE = ["official_id", "office_id", "start", "end", "start_text", "end_text", "source", "as_of"]


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many rows the packaged files hold; `loaded` is False where that version was there."""

    loaded: bool
    countries: int
    offices: int
    officials: int
    tenures: int


@transaction.atomic
def load_reference() -> Seeded:
    """The counts of the packaged rows, all of them now in the tables.

    Rows that editors made are kept, and in others the columns that they wrote.
    """
    version = reference.version()
    loaded = not ReferenceLoad.objects.filter(version=version).exists()
    if loaded:
        load_countries()
        _load_offices()
        _load_officials()
        _load_tenures()
        ReferenceLoad.objects.update_or_create(pk=1, defaults={"version": version})
    return Seeded(
        loaded,
        len(reference.countries()),
        len(reference.offices()),
        len(reference.officials()),
        len(reference.tenures()),
    )


def _upsert(
    model: type[Model], rows: Collection[Model], unique: list[str], update: list[str]
) -> None:
    """Writes the rows that are new or differ from the stored ones; equal ones are left alone."""
    columns = {field.name: field.attname for field in model._meta.concrete_fields}
    keys, values = ([columns[name] for name in names] for names in (unique, update))
    stored = {
        row[: len(keys)]: row[len(keys) :]
        for row in model._default_manager.values_list(*keys, *values)
    }
    news = [row for row in rows if stored.get(_cells(row, keys)) != _cells(row, values)]
    model._default_manager.bulk_create(
        news, batch_size=BATCH, update_conflicts=True, unique_fields=unique, update_fields=update
    )


def _cells(row: Model, names: list[str]) -> tuple[Any, ...]:
    return tuple(_stored(getattr(row, name)) for name in names)


def _stored(cell: Any) -> Any:
    """The cell as it comes back from a JSON column, which has lists for tuples."""
    return [_stored(part) for part in cell] if isinstance(cell, tuple) else cell


def _keep_edited(rows: Iterable[Any], stored: Iterable[Any], key: str) -> None:
    """Gives the packaged rows what editors wrote into the stored ones."""
    kept = {getattr(row, key): row for row in stored}
    for row in rows:
        edited = kept.get(getattr(row, key))
        for name in edited.edited if edited else ():
            if hasattr(row, name):
                setattr(row, name, getattr(edited, name))


def load_countries() -> None:
    """Upserts the packaged countries alone."""
    rows: list[dict[str, Any]] = [
        {
            "code": row.code,
            "alpha2": row.alpha2,
            "alpha3": row.alpha3,
            "kind": row.kind,
            "region": row.region,
            "names": dict(row.names),
            "aliases": row.aliases,
            "demonyms": row.demonyms,
            "capitals": row.capitals,
            "cities": row.cities,
            "metonyms": row.metonyms,
            "abbreviations": row.abbreviations,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }
        for row in reference.countries()
    ]
    countries = [Country(**row) for row in rows]
    _keep_edited(countries, Country.objects.exclude(edited=[]), "code")
    _upsert(Country, countries, ["code"], [*rows[0]][1:])


def _load_offices() -> None:
    rows = [
        Office(
            key=row.key,
            country_id=row.country,
            role=row.role,
            rank=row.rank,
            names=dict(row.names),
        )
        for row in reference.offices()
    ]
    _keep_edited(rows, Office.objects.exclude(edited=[]), "key")
    _upsert(Office, rows, ["key"], ["country", "role", "rank", "names"])


def _load_officials() -> None:
    taken = set(Official.objects.filter(key=None).values_list("slug", flat=True))
    rows = [
        Official(
            key=row.key,
            slug=slug_for(row.name, row.country, row.key, taken),
            name=row.name,
            family=row.family,
            given=row.given,
            country_id=row.country or None,
        )
        for row in reference.officials()
    ]
    edited = Official.objects.exclude(edited=[])
    _keep_edited(rows, edited, "key")
    for row in rows:
        row.folded = fold_name(row.name)
    renamed = set(edited.filter(edited__contains=[NAMES]).values_list("key", flat=True))
    # The slug stays what it was: links point to it.
    _upsert(Official, rows, ["key"], ["name", "family", "given", "folded", "country"])
    keys = dict(Official.objects.exclude(key=None).values_list("key", "pk"))
    names = [
        OfficialName(
            official_id=keys[row.key],
            language=language,
            name=name,
            folded=fold_name(name),
            is_alias=is_alias,
        )
        for row in reference.officials()
        if row.key not in renamed
        for language, name, is_alias in (
            *((language, name, False) for language, name in row.names),
            *(("", alias, True) for alias in row.aliases),
        )
    ]
    _upsert(OfficialName, names, ["official", "language", "name"], ["folded", "is_alias"])


def _load_tenures() -> None:
    """Tenures of the packaged sources alone: those of editors and of imported tables stay."""
    officials = dict(Official.objects.exclude(key=None).values_list("key", "pk"))
    offices = dict(Office.objects.values_list("key", "pk"))
    rows = {
        _cells(tenure, TENURE): tenure
        for row in reference.tenures()
        for tenure in [
            Tenure(
                official_id=officials[row.official],
                office_id=offices[row.office],
                start=row.start,
                end=row.end,
                start_text=row.start_text,
                end_text=row.end_text,
                source=row.source,
                as_of=row.as_of,
            )
        ]
    }
    sources = {row.source for row in reference.tenures()}
    kept = Tenure.objects.filter(source__in=sources)
    stored = {tuple(cells): pk for pk, *cells in kept.values_list("pk", *TENURE)}
    Tenure.objects.filter(pk__in=[stored[cells] for cells in stored.keys() - rows.keys()]).delete()
    news = (tenure for cells, tenure in rows.items() if cells not in stored)
    Tenure.objects.bulk_create(news, batch_size=BATCH, ignore_conflicts=True)
