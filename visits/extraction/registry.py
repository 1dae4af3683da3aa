"""Known officials with the posts that they held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from visits.reference import OfficeRow, OfficialRow, TenureRow, fold
from visits.terms import Role

#: A tenure also fits for some days outside its dates: sources differ, and texts look ahead.
GRACE = timedelta(days=120)
#: Where the last word of a name is not the family's.
FAMILY_FIRST = frozenset({"CN", "KR", "KP", "VN", "SG", "TW", "JP", "KH"})


@dataclass(frozen=True, slots=True)
class Post:
    """An office as one official held it."""

    role: Role
    country: str
    start: date | None
    end: date | None

    def fits(self, day: date | None) -> bool:
        """Whether the official may have held it on that day; yes where no day is known."""
        if day is None:
            return True
        after = self.start is None or self.start - GRACE <= day
        return after and (self.end is None or day <= self.end + GRACE)

    def holds(self, day: date) -> bool:
        """Whether the tenure covers the day exactly."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Known:
    """A known official with the posts held; names are folded, `forms` are (language, name)."""

    key: str
    country: str
    name: str
    family: str
    names: tuple[str, ...]
    forms: tuple[tuple[str, str], ...]
    posts: tuple[Post, ...]

    def posts_on(self, day: date | None) -> tuple[Post, ...]:
        """The posts that may have been held on that day."""
        return tuple(post for post in self.posts if post.fits(day))


def known_officials(
    officials: Iterable[OfficialRow],
    offices: Mapping[str, OfficeRow],
    tenures: Iterable[TenureRow],
    codes: Mapping[str, str],
) -> dict[str, Known]:
    """The officials by key; `codes` maps a country's own code to the one that goes out."""
    posts: dict[str, list[Post]] = defaultdict(list)
    for row in tenures:
        office = offices[row.office]
        country = codes.get(office.country, office.country)
        posts[row.official].append(Post(office.role, country, row.start, row.end))
    return {
        row.key: Known(
            key=row.key,
            country=codes.get(row.country, row.country),
            name=row.name,
            family=fold(row.family),
            names=tuple(
                sorted(
                    {fold(n) for n in (row.name, *(form for _, form in row.names), *row.aliases)}
                )
            ),
            forms=row.names,
            posts=tuple(posts[row.key]),
        )
        for row in officials
    }


def index_officials(known: Mapping[str, Known]) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Keys of officials by folded name, by folded family name and by country served."""
    indexes: tuple[dict[str, list[str]], ...] = (
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
    )
    for key, official in known.items():
        countries = dict.fromkeys((official.country, *(post.country for post in official.posts)))
        families = _families(official)
        for index, names in zip(indexes, (official.names, families, countries), strict=True):
            for name in names:
                index[name].append(key)
    return tuple({name: tuple(keys) for name, keys in index.items()} for index in indexes)


def _families(official: Known) -> tuple[str, ...]:
    """The family name, and the last words of Russian names in every case: "путиным"."""
    russian = (
        ()
        if official.country in FAMILY_FIRST
        else (
            fold(name).split()[-1] for lang, name in official.forms if lang == "ru" and " " in name
        )
    )
    return tuple(dict.fromkeys(name for name in (official.family, *russian) if name))
