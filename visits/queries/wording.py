"""Days, windows and names in words, for pages, tooltips and feeds alike."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from visits.linking.edtf import window_from_edtf
from visits.models import Meeting, Visit
from visits.queries.day_forms import day_form, month_form, month_inside_form, range_form, spoken
from visits.queries.names import official_name, short_name
from visits.reference import countries
from visits.terms import MeetingForm

day_words = day_form
range_words = range_form


def window_words(earliest: date | None, latest: date | None) -> str:
    """A window of days as it is said: "early May 2025", "May 2025", "1–3 May 2025", "" for none."""
    if earliest is None or latest is None:
        if only := earliest or latest:
            told = {"day": day_words(only)}
            return _("from %(day)s") % told if earliest else _("until %(day)s") % told
        return ""
    last_of_month = calendar.monthrange(earliest.year, earliest.month)[1]
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        days = (earliest.day, latest.day)
        if days == (1, last_of_month):
            return month_form(earliest)
        if days in ((1, 10), (11, 20), (21, last_of_month)):
            return _part_of_month(earliest)
    if (earliest, latest) == (date(earliest.year, 1, 1), date(earliest.year, 12, 31)):
        return pgettext("year alone", "%(year)s") % {"year": earliest.year}
    return range_words(earliest, latest)


def _part_of_month(first: date) -> str:
    month = {"month": month_inside_form(first)}
    if first.day == 1:
        return pgettext("part of a month", "early %(month)s") % month
    if first.day == 11:
        return pgettext("part of a month", "mid-%(month)s") % month
    return pgettext("part of a month", "late %(month)s") % month


def edtf_words(text: str) -> str:
    """A decided window in words; as it stands where it is not the EDTF of a window."""
    window = window_from_edtf(text)
    return window_words(window.earliest, window.latest) if window else text


def stay_words(visit: Visit) -> str:
    """When the visit is, as exactly as it is known; "" for an undated one."""
    start = (visit.start_earliest, visit.start_latest)
    end = (visit.end_earliest, visit.end_latest)
    if not any(start):
        return _("until %(end)s") % {"end": window_words(*end)} if any(end) else ""
    if not any(end):
        if start[0] == start[1]:
            return _("from %(start)s, end not told") % {"start": window_words(*start)}
        return _("%(window)s, length not told") % {"window": _within(start)}
    if start == end:
        return _within(start)
    if start[0] and end[1] and start[0] == start[1] and end[0] == end[1]:
        return range_words(start[0], end[1])
    told = {"start": window_words(*start), "end": window_words(*end)}
    return _("from %(start)s to %(end)s") % told


def _within(window: tuple[date | None, date | None]) -> str:
    words = window_words(*window)
    return _("some time in %(window)s") % {"window": words} if window[0] != window[1] else words


def tour_window_words(visit: Visit) -> str:
    """The window of the tour of a stop without days, "" where none was told."""
    return window_words(visit.window_earliest, visit.window_latest)


def meeting_day_words(meeting: Meeting) -> str:
    """When the meeting is, "" where no day is known."""
    return window_words(meeting.day_earliest, meeting.day_latest)


def visitor_words(visit: Visit) -> str:
    """Who comes: the head of the delegation, else the delegation of a country."""
    if visit.head:
        return official_name(visit.head)
    if visit.visitor_country:
        return _("Delegation of %(country)s") % {"country": visit.visitor_country}
    return _("Delegation not named")


def visit_title(visit: Visit) -> str:
    """Who goes where: "Wang Yi to Moscow, Russia"."""
    return who_goes_where(visitor_words(visit), place_words(visit))


def who_goes_where(who: str, place: str) -> str:
    return _("%(who)s to %(place)s") % {"who": who, "place": place}


def place_words(visit: Visit) -> str:
    """Where to: "Moscow, Russia", or the country alone."""
    host = str(visit.host)
    cities = [stop.city for stop in visit.stops.all()]
    if not cities or cities == [visit.host.name_in("en")] or len(cities) > 3:
        return host
    told = [city_name(visit.host_id, city) for city in cities]
    return _("%(cities)s, %(country)s") % {"cities": listed(told), "country": host}


def cities_words(visit: Visit) -> str:
    """The cities of its stops, "" for none."""
    return _(", ").join(city_name(visit.host_id, stop.city) for stop in visit.stops.all())


def meeting_city_words(meeting: Meeting) -> str:
    """Its city, "" where none is told."""
    return city_name(meeting.country_id or "", meeting.city)


def listed(words: list[str]) -> str:
    """One and another: "Moscow and Kazan and Sochi"."""
    return _(" and ").join(words)


def participants_words(meeting: Meeting) -> str:
    """Who meets, in order."""
    names = [official_name(one.official) for one in meeting.participants.all()]
    return _(", ").join(names) or _("Not named")


def short_participants_words(meeting: Meeting) -> str:
    """Family names, for a narrow bar."""
    return _(", ").join(short_name(one.official) for one in meeting.participants.all())


def short_place_words(visit: Visit) -> str:
    """The first city, else the country."""
    first = next((stop.city for stop in visit.stops.all()), "")
    return city_name(visit.host_id, first) if first else str(visit.host)


def form_words(meeting: Meeting) -> str:
    """ "meeting", "call" or "video call": short enough for a bar."""
    form = MeetingForm(meeting.form)
    if form is MeetingForm.CALL:
        return _("call")
    return _("video call") if form is MeetingForm.VIDEO else _("meeting")


def country_name(code: str) -> str:
    """The name of a country that only its code is at hand of, without a query."""
    return _names(spoken().partition("-")[0]).get(code, code)


def country_names() -> Mapping[str, str]:
    """The names of all countries by code, in the order of the alphabet; without a query."""
    return _sorted_names(spoken().partition("-")[0])


def city_name(country: str, city: str) -> str:
    """A capital in the reader's language; other cities as they are kept."""
    return _capitals(spoken().partition("-")[0]).get((country, city), city)


@lru_cache(maxsize=16)
def _sorted_names(language: str) -> Mapping[str, str]:
    found = _names(language)
    return {code: found[code] for code in sorted(found, key=lambda code: (found[code], code))}


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    return {one.code: one.names.get(language) or one.names["en"] for one in countries()}


@lru_cache(maxsize=16)
def _capitals(language: str) -> dict[tuple[str, str], str]:
    """By country and English name; nothing for English itself."""
    if language == "en":
        return {}
    # The first form alone is sure to be one town in both: others are former and rival capitals.
    return {
        (one.code, english): shown
        for one in countries()
        if (english := _first(one.capitals, "en")) and (shown := _first(one.capitals, language))
    }


def _first(forms: Iterable[tuple[str, str]], language: str) -> str:
    return next((form for tongue, form in forms if tongue == language), "")
