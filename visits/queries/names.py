"""Names of officials in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from time import monotonic

from django.db.models import QuerySet

from visits.models import Official, OfficialName
from visits.queries.day_forms import spoken

# How old, in seconds, the names that a process keeps may be.
KEPT = 60
_BETWEEN = re.compile(r"[\s·]+")


def official_name(official: Official) -> str:
    """The name in the reader's language, else the one that the record has.

    One query for all names of a language a minute, whatever the page.
    """
    return name_known(official.pk, official.name)


def name_known(pk: int, name: str) -> str:
    """The same of an official of whom the id and the name are at hand."""
    language = spoken().partition("-")[0]
    if language == "en":
        return name
    return _book(language, int(monotonic() // KEPT)).get(pk, name)


def short_name(official: Official) -> str:
    """What fits a narrow bar: the family name where it is known."""
    name = official_name(official)
    if name == official.name or not official.family:
        return official.family or name
    # The other name keeps the order of the record's own: family first or last.
    words = _BETWEEN.split(name)
    return words[0] if official.name.startswith(official.family) else words[-1]


def forget_names() -> None:
    """Reads the names anew at the next question."""
    _book.cache_clear()


@lru_cache(maxsize=8)
def _book(language: str, _minute: int) -> Mapping[int, str]:
    """The display name by official: the oldest that is no other form of a name."""
    rows: QuerySet[OfficialName] = OfficialName.objects.filter(language=language, is_alias=False)
    return dict(rows.order_by("-pk").values_list("official", "name"))
