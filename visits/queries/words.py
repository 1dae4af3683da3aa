"""What a text asks for: words of names, places, purposes and announcements, in any script.

`visits_words` is a function of the database that makes a text's words: without case and accents,
Chinese and Japanese signs one by one. Its indexes answer here; names are also found by a part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func, Q, QuerySet

from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.models import (
    Announcement,
    Gathering,
    Official,
    OfficialName,
    Stop,
    Visit,
    VisitClaim,
    VisitMember,
)
from visits.reference import countries
from visits.reference.folding import fold

MOST_WORDS = 8
# A part of a word is looked for from this length on; the trigram index knows no shorter one.
SHORTEST_PART = 3
# Announcements of a visit are published in these days around it.
BEFORE, AFTER = timedelta(days=400), timedelta(days=90)
# So many announcements with the words are looked through: a word that stands in most of them
# narrows nothing.
MOST_ANNOUNCEMENTS, MOST_AROUND_DAYS = 2000, 20_000
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


def visits_about(text: str, first: date | None = None, last: date | None = None) -> Q:
    """Visits that hold each word in a name, a place or the purpose, or all in one announcement.

    The days bound which announcements are looked through; without them the latest are.
    """
    if not words_of(text):
        return Q(pk__in=[])
    facts = Q()
    for word in words_of(text):
        facts &= _told_by_facts(word)
    told = announcements_of(text, first, last)
    links = VisitClaim.objects.filter(claim__announcement__in=told.values("pk"))
    return facts | Q(pk__in=links.values("visit"))


def announcements_of(text: str, first: date | None, last: date | None) -> QuerySet[Announcement]:
    """The latest announcements with the words, of those that may tell of the days if any are."""
    told = announcements_with(text).order_by("-published_at")
    if not first and not last:
        return told[:MOST_ANNOUNCEMENTS]
    begin = max(first or FIRST_DAY, FIRST_DAY + BEFORE) - BEFORE
    end = min(last or LAST_DAY, LAST_DAY - AFTER) + AFTER
    return told.filter(published_at__range=(_start_of(begin), _start_of(end)))[:MOST_AROUND_DAYS]


def _told_by_facts(word: str) -> Q:
    query = words_query(word)
    members = VisitMember.objects.filter(official__in=officials_named([word]).values("pk"))
    others = VisitMember.objects.filter(official__in=other_names([word]).values("official"))
    stops = Stop.objects.alias(words=with_words("city")).filter(words=query)
    purposes = purposes_with(word)
    gatherings = Gathering.objects.alias(words=with_words("name")).filter(words=query)
    codes = countries_with(word)
    found = Q(pk__in=members.values("visit")) | Q(pk__in=others.values("visit"))
    found |= Q(pk__in=stops.values("visit"))
    found |= Q(pk__in=purposes.values("pk")) | Q(gathering__in=gatherings.values("pk"))
    return found | Q(host__in=codes) | Q(visitor_country__in=codes) if codes else found


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


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
