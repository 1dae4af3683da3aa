"""What fits the words of the search box: people, countries, visits, announcements."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from visits.models import Announcement, Country, Official, Stop, Visit, VisitMember
from visits.queries.announcements import announcements_listed
from visits.queries.countries import countries_listed
from visits.queries.criteria import AnnouncementCriteria, CountryCriteria, OfficialCriteria
from visits.queries.officials import officials_listed, officials_matching
from visits.queries.visits import recent_first, visits_shown

MOST = 15


@dataclass(frozen=True, slots=True)
class Found:
    officials: QuerySet[Official]
    countries: QuerySet[Country]
    visits: QuerySet[Visit]
    announcements: QuerySet[Announcement]


def found_for(text: str) -> Found:
    """At most fifteen of each noun; visits by their people, cities, host country and purpose."""
    people = officials_matching(OfficialCriteria(text=text)).values("pk")
    members = VisitMember.objects.filter(official__in=people).values("visit")
    stops = Stop.objects.filter(city__icontains=text).values("visit")
    visits = visits_shown().filter(
        Q(pk__in=members)
        | Q(pk__in=stops)
        | Q(host__names__en__icontains=text)
        | Q(purpose__icontains=text)
    )
    return Found(
        officials=officials_listed(OfficialCriteria(text=text))[:MOST],
        countries=countries_listed(CountryCriteria(text=text))[:MOST],
        visits=recent_first(visits)[:MOST],
        announcements=announcements_listed(AnnouncementCriteria(text=text))[:MOST],
    )
