"""What fits the words of the search box: people, countries, visits, announcements.

Every branch is bounded, whatever is stored: words are looked up in indexes, and of what they find
the latest few are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, Case, F, Q, QuerySet, When

from visits.models import (
    Announcement,
    Country,
    Gathering,
    Official,
    Stop,
    Visit,
    VisitClaim,
    VisitMember,
)
from visits.queries.announcements import announcements_listed
from visits.queries.criteria import AnnouncementCriteria, OfficialCriteria
from visits.queries.officials import officials_listed, officials_shown
from visits.queries.visits import visits_alone, visits_shown
from visits.queries.words import (
    countries_with,
    officials_named,
    other_names,
    purposes_with,
    with_words,
    words_of,
    words_query,
)
from visits.reference.folding import fold

MOST = 15
# So many people are looked at for a part of a name; the most travelled of them are shown.
MOST_PEOPLE = 100
MOST_SIMILAR = 6
MOST_MEANT = 500
# Visits by key, with their first day.
Days = dict[int, date | None]


@dataclass(frozen=True, slots=True)
class Found:
    """`similar` are people of nearly that name, where nobody has it."""

    officials: Sequence[Official]
    similar: Sequence[Official]
    countries: Sequence[Country]
    visits: Sequence[Visit]
    announcements: Sequence[Announcement]

    @property
    def is_empty(self) -> bool:
        found = (self.officials, self.similar, self.countries, self.visits, self.announcements)
        return not any(found)


def found_for(text: str) -> Found:
    """At most fifteen of each noun."""
    words = words_of(text)
    people = _people(words)
    codes = countries_with(text)[:MOST]
    told = list(_latest_with(text))
    return Found(
        officials=list(_most_travelled(people, words)),
        similar=[] if people else list(_similar(text)),
        countries=list(Country.objects.filter(pk__in=codes).only("code", "names")),
        visits=_visits(words, people, codes, told),
        announcements=told,
    )


def _people(words: Sequence[str]) -> list[int]:
    """Officials one of whose names holds all the words; some of them where there are many."""
    shown = officials_shown().order_by()
    named = officials_named(words).order_by().values_list("pk", flat=True)[:MOST_PEOPLE]
    others = other_names(words).order_by().values_list("official", flat=True)[:MOST_PEOPLE]
    return list(shown.filter(pk__in={*named, *others}).values_list("pk", flat=True))


def _most_travelled(people: Sequence[int], words: Sequence[str]) -> QuerySet[Official]:
    """Of those who travelled as much, people whose name has the words whole come first."""
    whole = Q(*(Q(folded__regex=rf"\m{re.escape(word)}\M") for word in words), pk__isnull=False)
    is_part = Case(When(whole, then=False), default=True, output_field=BooleanField())
    listed = officials_listed(OfficialCriteria()).filter(pk__in=people)
    return listed.order_by(F("visit_count").desc(), is_part, "folded", "pk")[:MOST]


def _similar(text: str) -> QuerySet[Official]:
    folded = fold(text)
    near = officials_shown().filter(folded__trigram_word_similar=folded)
    near = near.annotate(nearness=TrigramWordSimilarity(folded, "folded"))
    return near.order_by("-nearness", "folded")[:MOST_SIMILAR]


def _latest_with(text: str) -> QuerySet[Announcement]:
    query = words_query(text)
    listed = announcements_listed(AnnouncementCriteria())
    if query is None:
        return listed.none()
    found = listed.alias(words=with_words("text")).filter(words=query)
    return found.order_by("-published_at", "-pk")[:MOST]


def _visits(
    words: Sequence[str], people: Sequence[int], codes: Sequence[str], told: Sequence[Announcement]
) -> list[Visit]:
    """The latest visits of the people, to the places, told of in the announcements."""
    found = {**_made_by(people), **_told_in(told), **_meant(" ".join(words))}
    if codes:
        found |= _latest(Q(host__in=codes) | Q(visitor_country__in=codes))
    places = [word for word in words if _is_place(word)]
    others = [word for word in words if word not in places]
    if places:
        there = Q()
        for word in places:
            there &= _to_place(word)
        if others:
            there &= Q(pk__in=_made_by(_people(others)))
        found |= _latest(there)
    latest = sorted(found, key=lambda pk: (found[pk] or date.max, pk), reverse=True)[:MOST]
    rows = visits_shown().in_bulk(latest)
    return [rows[pk] for pk in latest if pk in rows]


def _made_by(people: Sequence[int]) -> Days:
    """All their visits: sorted here, as an index of days would be walked for rare travellers."""
    members = VisitMember.objects.filter(official__in=people).order_by()
    return dict(members.values_list("visit", "visit__start_earliest"))


def _told_in(announcements: Sequence[Announcement]) -> Days:
    told = [one.pk for one in announcements]
    claims = VisitClaim.objects.filter(claim__announcement__in=told).order_by()
    return dict(claims.values_list("visit", "visit__start_earliest"))


def _meant(text: str) -> Days:
    """Visits with the words in their purpose, or on an occasion of that name."""
    query = words_query(text)
    if query is None:
        return {}
    occasions = Gathering.objects.alias(words=with_words("name")).filter(words=query)
    gatherings = list(occasions.values_list("pk", flat=True)[:MOST])
    meant = purposes_with(text).order_by().values_list("pk", "start_earliest")[:MOST_MEANT]
    return dict(meant) | (_latest(Q(gathering__in=gatherings)) if gatherings else {})


def _is_place(word: str) -> bool:
    return bool(countries_with(word)) or _stops(word).exists()


def _stops(word: str) -> QuerySet[Stop]:
    return Stop.objects.alias(words=with_words("city")).filter(words=words_query(word))


def _to_place(word: str) -> Q:
    codes = countries_with(word)
    to_city = Q(pk__in=_stops(word).values("visit"))
    return to_city | Q(host__in=codes) | Q(visitor_country__in=codes) if codes else to_city


def _latest(branch: Q) -> Days:
    """The latest visits of the branch, those without a first day on top.

    The order is that of an index, so that a country's visits need not all be sorted.
    """
    columns = [F(name).desc(nulls_first=True) for name in ("start_earliest", "end_latest")]
    found = visits_alone().filter(branch).order_by(*columns)
    return dict(found.values_list("pk", "start_earliest")[:MOST])
