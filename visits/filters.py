"""One FilterSet a noun: query string → criteria → rows. Pages and the API share them.

A value may be repeated or joined by commas: ?status=planned,ongoing&status=invited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from visits.models import Announcement, Country, Itinerary, Meeting, Official, Visit
from visits.queries.announcements import announcements_matching
from visits.queries.countries import countries_matching
from visits.queries.criteria import (
    AnnouncementCriteria,
    CountryCriteria,
    ItineraryCriteria,
    MeetingCriteria,
    OfficialCriteria,
    VisitCriteria,
)
from visits.queries.itineraries import itineraries_matching
from visits.queries.meetings import meetings_matching
from visits.queries.officials import officials_matching
from visits.queries.visits import visits_matching
from visits.terms import EditorialState, MeetingForm, Rank, VisitKind, VisitStatus

_CODE = re.compile(r"[A-Z]{2}|[A-Z]{4}|X-[A-Z]{2,6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
MOST_VALUES = 20


class WordsField(forms.Field):
    """A tuple of distinct words, each of a form or out of a choice."""

    widget = forms.MultipleHiddenInput

    def __init__(
        self,
        *,
        pattern: re.Pattern[str] | None = None,
        upper: bool = False,
        words: Sequence[Any] = (),
        fix: str = "",
        commas: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.pattern = pattern
        self.upper = upper
        self.known = {str(word): word for word in words}
        self.fix = fix
        self.commas = commas

    def to_python(self, value: Any) -> tuple[Any, ...]:
        given = value if isinstance(value, list | tuple) else [value or ""]
        parts = [part for one in given for part in (one.split(",") if self.commas else [one])]
        words = [word.strip() for word in parts if word.strip()]
        if len(words) > MOST_VALUES:
            raise ValidationError(f"Give at most {MOST_VALUES} values.")
        return tuple(dict.fromkeys(self._word(word) for word in words))

    def _word(self, word: str) -> Any:
        word = word.upper() if self.upper else word
        if self.known and word not in self.known:
            raise ValidationError(f"“{word[:60]}” is not one of {', '.join(self.known)}.")
        if "\x00" in word or len(word) > 300 or (self.pattern and not self.pattern.fullmatch(word)):
            raise ValidationError(f"“{word[:60]}” is not {self.fix}.")
        return self.known.get(word, word)


class WordsFilter(django_filters.CharFilter):
    field_class = WordsField


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs: Any) -> None:
        message = "Write a day as YYYY-MM-DD, such as 2025-04-01."
        super().__init__(input_formats=["%Y-%m-%d"], error_messages={"invalid": message}, **kwargs)


def _codes(label: str) -> WordsFilter:
    fix = "a country code such as RU, EU or X-NATO"
    return WordsFilter(label=label, pattern=_CODE, upper=True, fix=fix)


def _officials() -> WordsFilter:
    label = "Official: slug, id or whole name"
    return WordsFilter(label=label, fix="a name", commas=False)


def _text(label: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, max_length=300)


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

    def get_form_class(self) -> type[forms.Form]:
        fields = {name: one.field for name, one in self.filters.items()}
        return type(f"{type(self).__name__}Form", (DaysForm,), fields)

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
    official = _officials()
    country = _codes("Country of either side")
    visitor = _codes("Country of the visitor")
    host = _codes("Host country")
    status = WordsFilter(label="Status", words=list(VisitStatus))
    kind = WordsFilter(label="Kind", words=list(VisitKind))
    rank = WordsFilter(label="Rank of the visitor, 1 the highest", words=list(Rank))
    state = WordsFilter(
        label="Editorial state", words=[EditorialState.PROPOSED, EditorialState.PUBLISHED]
    )
    # "from" is a keyword of Python, so it cannot be written as an attribute.
    locals()["from"] = DayFilter(label="First day")
    until = DayFilter(label="Last day")

    class Meta:
        model = Visit
        fields: list[str] = []

    def criteria(self) -> VisitCriteria:
        return VisitCriteria(
            from_day=self.value("from"),
            until_day=self.value("until"),
            officials=self.words("official"),
            countries=self.words("country"),
            visitors=self.words("visitor"),
            hosts=self.words("host"),
            statuses=self.words("status"),
            kinds=self.words("kind"),
            ranks=self.words("rank"),
            states=self.words("state"),
        )

    def narrow(self, queryset: QuerySet[Visit]) -> QuerySet[Visit]:
        return visits_matching(self.criteria(), queryset)


class MeetingFilter(CriteriaFilter):
    official = _officials()
    country = _codes("Country of a participant or of the place")
    status = WordsFilter(label="Status", words=list(VisitStatus))
    # "from" is a keyword, and "form" is the FilterSet's own form.
    locals()["from"] = DayFilter(label="First day")
    until = DayFilter(label="Last day")
    locals()["form"] = WordsFilter(label="Form", words=list(MeetingForm))

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
    official = _officials()
    country = _codes("Country of the traveller or of a host")
    locals()["from"] = DayFilter(label="First day")
    until = DayFilter(label="Last day")

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
    source = WordsFilter(label="Source", pattern=_SLUG, fix="the short name of a source")
    language = WordsFilter(label="Language", pattern=_LANGUAGE, fix="a language code such as en")
    country = _codes("Country of the source")
    q = _text("Part of the title")
    locals()["from"] = DayFilter(label="First day of publication")
    until = DayFilter(label="Last day of publication")

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
    country = _codes("Country")
    q = _text("Part of a name")

    class Meta:
        model = Official
        fields: list[str] = []

    def criteria(self) -> OfficialCriteria:
        return OfficialCriteria(countries=self.words("country"), text=self.value("q") or "")

    def narrow(self, queryset: QuerySet[Official]) -> QuerySet[Official]:
        return officials_matching(self.criteria(), queryset)


class CountryFilter(CriteriaFilter):
    q = _text("Part of a name or a code")

    class Meta:
        model = Country
        fields: list[str] = []

    def criteria(self) -> CountryCriteria:
        return CountryCriteria(text=self.value("q") or "")

    def narrow(self, queryset: QuerySet[Country]) -> QuerySet[Country]:
        return countries_matching(self.criteria(), queryset)
