"""Officials and countries that what is being typed may mean, in any script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from visits.models import Country, Official, OfficialName
from visits.queries.names import official_name
from visits.queries.officials import officials_called, officials_shown, tenures_with_office
from visits.reference import countries, country_by_name
from visits.reference.folding import fold
from visits.terms import EditorialState

MOST = 8
#: One letter would name half of the world.
LEAST = 2


@dataclass(frozen=True, slots=True)
class PersonLike:
    """An official with the name by which it was found, where that is another than its own."""

    official: Official
    name: str
    called: str
    office: str

    @property
    def slug(self) -> str:
        return self.official.slug


@dataclass(frozen=True, slots=True)
class CountryLike:
    code: str
    name: str
    called: str = ""


def officials_like(words: str, country: str = "", most: int = MOST) -> list[PersonLike]:
    """Officials of whose names the words are a part, those who begin with them first."""
    folded = fold(words[:300])
    if len(folded.replace(" ", "")) < (1 if not folded.isascii() else LEAST):
        return []
    found = officials_shown()
    if country:
        found = found.filter(country=country)
    others = OfficialName.objects.filter(folded__contains=folded).order_by()
    # Each way has an index of its own, which one condition of both could not use.
    ids = (
        Official.objects.filter(folded__contains=folded)
        .order_by()
        .values("pk")
        .union(others.values("official"))
    )
    rows = found.filter(pk__in=ids).prefetch_related("other_names", tenures_with_office())
    ranked = sorted(
        rows[:200],
        key=lambda row: (_place(row, folded), not _in_office(row), row.folded, row.pk),
    )
    return [_person(row, folded) for row in ranked[:most]]


def officials_named(words: str, country: str = "") -> list[PersonLike]:
    """The officials who are called exactly so, by any name, slug or "Name, Country"."""
    called = officials_called((words.strip(),))
    if country:
        called = called.filter(country=country)
    rows = called.exclude(state=EditorialState.REJECTED).select_related("country")
    rows = rows.prefetch_related("other_names", tenures_with_office())
    return [_person(row, fold(words)) for row in rows[:MOST]]


def country_called(words: str) -> str:
    """The code of the one country of this code, name or alias, in any language; "" for none."""
    words = words.strip()
    if not words:
        return ""
    known = Country.objects.filter(code=words.upper()).values_list("code", flat=True).first()
    if known:
        return known
    found = country_by_name(words[:300]) or ""
    if found and Country.objects.filter(code=found).exists():
        return found
    like = [row for row in _countries() if fold(words) in _forms(row)]
    return like[0].code if len(like) == 1 else ""


def countries_like(words: str, most: int = MOST) -> list[CountryLike]:
    """Countries one of whose names begins with the words or has them; one of that code first."""
    folded = fold(words[:300])
    if not folded:
        return []
    exact = country_called(words)
    ranked = []
    for row in _countries():
        places = [_at(form, folded) for form in (fold(str(row)), *_forms(row))]
        best = -1 if row.code == exact else min(places)
        if best < 3:
            ranked.append((best, fold(str(row)), row))
    ranked.sort(key=lambda one: one[:2])
    return [
        CountryLike(row.code, str(row), _called(row.names.values(), folded, str(row)))
        for _, _, row in ranked[:most]
    ]


def _countries() -> Iterable[Country]:
    return Country.objects.only("code", "names", "kind").filter(~Q(names={}))


def _forms(row: Country) -> Iterable[str]:
    """All names of the country, folded: those of the record, and the packaged ones."""
    own = (fold(name) for name in row.names.values())
    return (*own, *_packaged().get(row.code, ()))


@lru_cache(maxsize=1)
def _packaged() -> dict[str, tuple[str, ...]]:
    return {one.code: tuple({fold(name) for name in one.names.values()}) for one in countries()}


def _person(row: Official, folded: str) -> PersonLike:
    names = [row.name, *(other.name for other in row.other_names.all())]
    tenures = list(row.tenures.all())
    office = str(tenures[0].office) if tenures else ""
    shown = official_name(row)
    return PersonLike(row, row.name, _called(names, folded, row.name) or _other(shown, row), office)


def _other(shown: str, row: Official) -> str:
    return "" if shown == row.name else shown


def _called(names: Iterable[str], folded: str, own: str) -> str:
    """The name that the words are of, "" where they are of its own."""
    if folded in fold(own):
        return ""
    return next((name for name in names if folded in fold(name)), "")


def _in_office(row: Official) -> bool:
    return any(tenure.end is None for tenure in row.tenures.all())


def _place(row: Official, folded: str) -> int:
    forms = [row.folded, *(other.folded for other in row.other_names.all())]
    return min(_at(form, folded) for form in forms)


def _at(form: str, folded: str) -> int:
    """0 for the whole, 1 for a beginning, 2 for the beginning of a word, 3 for elsewhere."""
    if form == folded:
        return 0
    if form.startswith(folded):
        return 1
    return 2 if f" {folded}" in form else 3
