"""One FilterSet a noun: query string → criteria → rows. Pages and the API share them.

A value may be repeated or joined by commas: ?status=planned,ongoing&status=invited.
"""

from __future__ import annotations

from typing import Any, Self, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from visits.filters import fields
from visits.models import Announcement, Country, Itinerary, Meeting, Official, Visit
from visits.queries.announcements import announcements_matching
from visits.queries.colours import COLOURS
from visits.queries.countries import countries_matching
from visits.queries.criteria import (
    AnnouncementCriteria,
    CalendarCriteria,
    CountryCriteria,
    ItineraryCriteria,
    MeetingCriteria,
    OfficialCriteria,
    VisitCriteria,
    pair_of,
    split_pair,
)
from visits.queries.itineraries import itineraries_matching
from visits.queries.lanes import BY
from visits.queries.meetings import meetings_matching
from visits.queries.officials import officials_matching
from visits.queries.visits import visits_matching
from visits.terms import REGIONS, EditorialState, MeetingForm, Rank, VisitKind, VisitStatus


class DaysForm(forms.Form):
    """Holds `until` to come no earlier than `from`."""

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        first, last = told.get("from"), told.get("until")
        if first and last and last < first:
            self.add_error("until", "It lies before “from”: give the same day or a later one.")
        return told


class CriteriaFilter(django_filters.FilterSet):
    """Base: a subclass says how the cleaned parameters become criteria and rows."""

    @classmethod
    def of_few(cls, asked: QueryDict) -> Self:
        """The filters that are asked for alone: programs name few, and copies of all take long."""
        found, known = cls.__new__(cls), vars(cls)["base_filters"]
        found.filters = {name: one for name, one in known.items() if name in asked}
        found.is_bound, found.data, found.form_prefix = True, asked, None
        return found

    def get_form_class(self) -> type[forms.Form]:
        asked = {name: one.field for name, one in self.filters.items()}
        return type(f"{type(self).__name__}Form", (DaysForm,), asked)

    def criteria(self) -> Any:
        """The criteria asked for; ask only when `is_valid()`."""
        raise NotImplementedError

    def narrow(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the queryset that the criteria ask for."""
        raise NotImplementedError

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.narrow(queryset)

    def value(self, name: str) -> Any:
        return self.form.cleaned_data.get(name)

    def words(self, name: str) -> tuple[Any, ...]:
        return cast("tuple[Any, ...]", self.form.cleaned_data.get(name) or ())


class VisitFilter(CriteriaFilter):
    official = fields.officials()
    country = fields.codes("Country of either side")
    visitor = fields.codes("Country of the visitor")
    host = fields.codes("Host country")
    pair = fields.pairs()
    region = fields.WordsFilter(label="Region of the host", words=REGIONS)
    status = fields.WordsFilter(label="Status", words=list(VisitStatus))
    kind = fields.WordsFilter(label="Kind", words=list(VisitKind))
    rank = fields.WordsFilter(label="Rank of the visitor, 1 the highest", words=list(Rank))
    state = fields.WordsFilter(
        label="Editorial state", words=[EditorialState.PROPOSED, EditorialState.PUBLISHED]
    )
    confidence = fields.confidence()
    source = fields.sources()
    language = fields.languages()
    q = fields.text("Words of names, places, purposes and announcements")
    # "from" is a keyword of Python, so it cannot be written as an attribute.
    locals()["from"] = fields.DayFilter(label="First day")
    until = fields.DayFilter(label="Last day")

    class Meta:
        model = Visit
        fields: list[str] = []

    def criteria(self) -> VisitCriteria:
        least = self.value("confidence")
        return VisitCriteria(
            from_day=self.value("from"),
            until_day=self.value("until"),
            officials=self.words("official"),
            countries=self.words("country"),
            visitors=self.words("visitor"),
            hosts=self.words("host"),
            pairs=tuple({pair_of(*split_pair(pair)): None for pair in self.words("pair")}),
            regions=self.words("region"),
            statuses=self.words("status"),
            kinds=self.words("kind"),
            ranks=self.words("rank"),
            states=self.words("state"),
            confidence=None if least is None else float(least),
            sources=self.words("source"),
            languages=self.words("language"),
            text=self.value("q") or "",
        )

    def narrow(self, queryset: QuerySet[Visit]) -> QuerySet[Visit]:
        return visits_matching(self.criteria(), queryset)


class CalendarFilter(VisitFilter):
    """What the pages of the calendar are asked for: visits, and how they are shown."""

    colour = fields.word("What bars are coloured by", COLOURS)
    by = fields.word("What a lane is of", BY)

    def criteria(self) -> CalendarCriteria:  # type: ignore[override]  # holds those of the visits
        return CalendarCriteria(
            visits=super().criteria(),
            colour=self.value("colour") or "",
            by=self.value("by") or "",
        )


class MeetingFilter(CriteriaFilter):
    official = fields.officials()
    country = fields.codes("Country of a participant or of the place")
    status = fields.WordsFilter(label="Status", words=list(VisitStatus))
    # "from" is a keyword, and "form" is the FilterSet's own form.
    locals()["from"] = fields.DayFilter(label="First day")
    until = fields.DayFilter(label="Last day")
    locals()["form"] = fields.WordsFilter(label="Form", words=list(MeetingForm))

    class Meta:
        model = Meeting
        fields: list[str] = []

    def criteria(self) -> MeetingCriteria:
        return MeetingCriteria(
            from_day=self.value("from"),
            until_day=self.value("until"),
            officials=self.words("official"),
            countries=self.words("country"),
            forms=self.words("form"),
            statuses=self.words("status"),
        )

    def narrow(self, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        return meetings_matching(self.criteria(), queryset)


class ItineraryFilter(CriteriaFilter):
    official = fields.officials()
    country = fields.codes("Country of the traveller or of a host")
    locals()["from"] = fields.DayFilter(label="First day")
    until = fields.DayFilter(label="Last day")

    class Meta:
        model = Itinerary
        fields: list[str] = []

    def criteria(self) -> ItineraryCriteria:
        return ItineraryCriteria(
            from_day=self.value("from"),
            until_day=self.value("until"),
            officials=self.words("official"),
            countries=self.words("country"),
        )

    def narrow(self, queryset: QuerySet[Itinerary]) -> QuerySet[Itinerary]:
        return itineraries_matching(self.criteria(), queryset)


class AnnouncementFilter(CriteriaFilter):
    source = fields.sources()
    language = fields.languages()
    country = fields.codes("Country of the source")
    q = fields.text("Part of the title")
    locals()["from"] = fields.DayFilter(label="First day of publication")
    until = fields.DayFilter(label="Last day of publication")

    class Meta:
        model = Announcement
        fields: list[str] = []

    def criteria(self) -> AnnouncementCriteria:
        return AnnouncementCriteria(
            from_day=self.value("from"),
            until_day=self.value("until"),
            sources=self.words("source"),
            languages=self.words("language"),
            countries=self.words("country"),
            text=self.value("q") or "",
        )

    def narrow(self, queryset: QuerySet[Announcement]) -> QuerySet[Announcement]:
        return announcements_matching(self.criteria(), queryset)


class OfficialFilter(CriteriaFilter):
    country = fields.codes("Country")
    q = fields.text("Part of a name")

    class Meta:
        model = Official
        fields: list[str] = []

    def criteria(self) -> OfficialCriteria:
        return OfficialCriteria(countries=self.words("country"), text=self.value("q") or "")

    def narrow(self, queryset: QuerySet[Official]) -> QuerySet[Official]:
        return officials_matching(self.criteria(), queryset)


class CountryFilter(CriteriaFilter):
    q = fields.text("Part of a name or a code")

    class Meta:
        model = Country
        fields: list[str] = []

    def criteria(self) -> CountryCriteria:
        return CountryCriteria(text=self.value("q") or "")

    def narrow(self, queryset: QuerySet[Country]) -> QuerySet[Country]:
        return countries_matching(self.criteria(), queryset)
