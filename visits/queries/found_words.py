"""Which visits and meetings a text asks for: looked up once, and told by their keys.

What few have is asked for by key, so that a word which nothing has costs nothing, whatever is
stored. What many have stays a condition: whoever looks for it soon finds some. Announcements are
looked through only where the words stand in few enough of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from visits.models import (
    Announcement,
    Gathering,
    Meeting,
    MeetingClaim,
    MeetingParticipant,
    Stop,
    VisitClaim,
    VisitMember,
)
from visits.queries.criteria import VisitCriteria
from visits.queries.words import (
    announcements_with,
    countries_with,
    officials_named,
    other_names,
    purposes_with,
    with_words,
    words_of,
    words_query,
)

#: More visits than these with the words in their announcements: the latest told of are shown.
MOST_TOLD = 5000
#: Words that stand in more announcements narrow nothing: these are not looked through at all.
MOST_ANNOUNCEMENTS = 20_000
_FEW = 2000
_NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class WordsFound:
    """`is_cut`: more announcements than are looked through hold the words."""

    visits: Q
    meetings: Q
    is_cut: bool


def words_found(text: str) -> WordsFound:
    """Visits and meetings that hold each word in a name, a place or the purpose, or all in one
    announcement."""
    words = words_of(text)
    if not words:
        return WordsFound(_NOTHING, _NOTHING, is_cut=False)
    visits, meetings = Q(), Q()
    for word in words:
        of_visits, of_meetings = _told_by_facts(word)
        visits &= of_visits
        meetings &= of_meetings
    told = announcements_with(text)
    if _expected(told) > MOST_ANNOUNCEMENTS:
        return WordsFound(visits, meetings, is_cut=True)
    of_visits, more_visits = _told_by(VisitClaim.objects.all(), told, "visit")
    of_meetings, more_meetings = _told_by(MeetingClaim.objects.all(), told, "meeting")
    return WordsFound(
        visits | of_visits, meetings | of_meetings, is_cut=more_visits or more_meetings
    )


def looked_up(criteria: VisitCriteria) -> VisitCriteria:
    """The same criteria with what their text finds, for a page that asks with them many times."""
    return replace(criteria, found=words_found(criteria.text)) if criteria.text else criteria


def _told_by(links: QuerySet[Any], told: QuerySet[Announcement], noun: str) -> tuple[Q, bool]:
    found = links.filter(claim__announcement__in=told.order_by().values("pk"))
    latest = found.order_by("-claim__announcement__published_at").values_list(noun, flat=True)
    keys = list(latest[: MOST_TOLD + 1])
    return Q(pk__in={*keys[:MOST_TOLD]}), len(keys) > MOST_TOLD


def _expected(rows: QuerySet[Announcement]) -> int:
    """How many rows the database's statistics expect: counting them all may take seconds."""
    plan = json.loads(rows.order_by().values("pk").explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"])


def _told_by_facts(word: str) -> tuple[Q, Q]:
    """Visits and meetings with the word in a name or a place; visits also in the purpose."""
    query = words_query(word)
    people = _people(word)
    occasions = Gathering.objects.alias(words=with_words("name")).filter(words=query)
    codes = countries_with(word)
    at = Q(gathering__in=list(occasions.values_list("pk", flat=True)))
    visits, meetings = at | Q(host__in=codes) | Q(visitor_country__in=codes), at
    meetings |= Q(country__in=codes)
    visits |= _those(VisitMember.objects.filter(official__in=people), "visit")
    meetings |= _those(MeetingParticipant.objects.filter(official__in=people), "meeting")
    stops = Stop.objects.alias(words=with_words("city")).filter(words=query)
    visits |= _those(stops, "visit") | _those(purposes_with(word), "pk")
    there = Meeting.objects.alias(words=with_words("city")).filter(words=query).exclude(city="")
    return visits, meetings | _those(there, "pk")


def _people(word: str) -> Any:
    """Keys of the officials with the word in a name: as values where they are few."""
    named, others = officials_named([word]).order_by(), other_names([word]).order_by()
    keys = {*named.values_list("pk", flat=True)[: _FEW + 1]}
    keys |= {*others.values_list("official", flat=True)[: _FEW + 1]}
    return keys if len(keys) <= _FEW else named.values("pk").union(others.values("official"))


def _those(rows: QuerySet[Any], column: str) -> Q:
    found = rows.order_by()
    keys = list(found.values_list(column, flat=True)[: _FEW + 1])
    return Q(pk__in={*keys}) if len(keys) <= _FEW else Q(pk__in=found.values(column))
