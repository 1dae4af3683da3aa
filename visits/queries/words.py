"""What a text asks for: words of names, places, purposes and announcements, in any script.

`visits_words` is a function of the database that makes a text's words: without case and accents,
Chinese and Japanese signs one by one. Its indexes answer here; names are also found by a part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func, QuerySet

from visits.models import Announcement, Official, OfficialName, Visit
from visits.reference import countries
from visits.reference.folding import fold

MOST_WORDS = 8
# A part of a word is looked for from this length on; the trigram index knows no shorter one.
SHORTEST_PART = 3
M = TypeVar("M", Official, OfficialName)
_SIGN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGN}]+|[^\W_{_SIGN}]+")


def words_of(text: str) -> list[str]:
    """The words of the text as `visits_words` makes them; a run of signs is one."""
    bare = unicodedata.normalize("NFKD", text.lower())
    bare = re.sub(r"[\u0300-\u036f.'’]", "", bare)
    return _WORD.findall(bare)[:MOST_WORDS]


def words_query(text: str) -> SearchQuery | None:
    """All words of the text in one, the last one perhaps unfinished; None without any word."""
    words = words_of(text)
    if not words:
        return None
    parts = [_lexeme(word) for word in words]
    if not _is_signs(words[-1]) and len(words[-1]) >= SHORTEST_PART:
        parts[-1] += ":*"
    return SearchQuery(" & ".join(parts), config="simple", search_type="raw")


def with_words(column: str) -> Func:
    return Func(F(column), function="visits_words", output_field=SearchVectorField())


def announcements_with(text: str) -> QuerySet[Announcement]:
    """Announcements in which all words of the text stand."""
    query = words_query(text)
    if query is None:
        return Announcement.objects.none()
    return Announcement.objects.alias(words=with_words("text")).filter(words=query)


def officials_named(words: Sequence[str]) -> QuerySet[Official]:
    """Officials whose name holds all the words: whole ones where they are short, else parts."""
    return _named(Official.objects.all(), words)


def other_names(words: Sequence[str]) -> QuerySet[OfficialName]:
    """Other names that hold all the words; kept apart, so that each table's index answers."""
    return _named(OfficialName.objects.all(), words)


def _named(names: QuerySet[M], words: Sequence[str]) -> QuerySet[M]:
    if not words:
        return names.none()
    for word in words:
        if len(word) >= SHORTEST_PART or _is_signs(word):
            names = names.filter(folded__contains=fold(word))
        else:
            names = names.alias(words=with_words("folded")).filter(words=words_query(word))
    return names


def countries_with(text: str) -> list[str]:
    """Codes of the countries one of whose names, in any language, begins a word with the text."""
    folded = fold(text)
    if not folded:
        return []
    if len(folded) < SHORTEST_PART and not _is_signs(folded):
        return [code for code, _ in _country_names() if code == folded.upper()]
    return [
        code
        for code, names in _country_names()
        if any(
            f" {folded}" in f" {name}" or (_is_signs(folded) and folded in name) for name in names
        )
    ]


def purposes_with(text: str) -> QuerySet[Visit]:
    """Visits in whose purpose all words of the text stand; the index leaves empty ones out."""
    told = Visit.objects.exclude(purpose="").alias(words=with_words("purpose"))
    return told.filter(words=words_query(text))


def _lexeme(word: str) -> str:
    return " <-> ".join(f"'{sign}'" for sign in word) if _is_signs(word) else f"'{word}'"


def _is_signs(word: str) -> bool:
    return re.fullmatch(rf"[{_SIGN} ]+", word) is not None


@cache
def _country_names() -> list[tuple[str, list[str]]]:
    found = []
    for row in countries():
        names = {*row.names.values(), *(form for _, form in row.aliases)}
        found.append((row.code, sorted({fold(name) for name in names})))
    return found
