"""Days, windows and names in words, for pages, tooltips and feeds alike."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache

from visits.linking.edtf import window_from_edtf
from visits.models import Meeting, Visit
from visits.reference import countries

MONTHS = list(calendar.month_name)
EN_DASH = "–"


def day_words(day: date) -> str:
    """ "1 April 2025"."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def range_words(first: date, last: date) -> str:
    """ "31 March – 2 April 2025", without repeating month and year."""
    if first == last:
        return day_words(first)
    if first.year != last.year:
        return f"{day_words(first)} {EN_DASH} {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month]} {EN_DASH} {day_words(last)}"
    return f"{first.day}{EN_DASH}{day_words(last)}"


def window_words(earliest: date | None, latest: date | None) -> str:
    """A window of days as it is said: "early May 2025", "May 2025", "1–3 May 2025", "" for none."""
    if earliest is None or latest is None:
        only = earliest or latest
        return f"{'from' if earliest else 'until'} {day_words(only)}" if only else ""
    last_of_month = calendar.monthrange(earliest.year, earliest.month)[1]
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        month = f"{MONTHS[earliest.month]} {earliest.year}"
        parts = {(1, 10): "early ", (11, 20): "mid-", (21, last_of_month): "late "}
        parts[1, last_of_month] = ""
        if (earliest.day, latest.day) in parts:
            return parts[earliest.day, latest.day] + month
    if (earliest, latest) == (date(earliest.year, 1, 1), date(earliest.year, 12, 31)):
        return str(earliest.year)
    return range_words(earliest, latest)


def edtf_words(text: str) -> str:
    """A decided window in words; as it stands where it is not the EDTF of a window."""
    window = window_from_edtf(text)
    return window_words(window.earliest, window.latest) if window else text


def stay_words(visit: Visit) -> str:
    """When the visit is, as exactly as it is known; "" for an undated one."""
    start = (visit.start_earliest, visit.start_latest)
    end = (visit.end_earliest, visit.end_latest)
    if not any(start):
        return f"until {window_words(*end)}" if any(end) else ""
    if not any(end):
        if start[0] == start[1]:
            return f"from {window_words(*start)}, end not told"
        return f"{_within(start)}, length not told"
    if start == end:
        return _within(start)
    if start[0] and end[1] and start[0] == start[1] and end[0] == end[1]:
        return range_words(start[0], end[1])
    return f"from {window_words(*start)} to {window_words(*end)}"


def _within(window: tuple[date | None, date | None]) -> str:
    words = window_words(*window)
    return f"some time in {words}" if window[0] != window[1] else words


def tour_window_words(visit: Visit) -> str:
    """The window of the tour of a stop without days, "" where none was told."""
    return window_words(visit.window_earliest, visit.window_latest)


def meeting_day_words(meeting: Meeting) -> str:
    """When the meeting is, "" where no day is known."""
    return window_words(meeting.day_earliest, meeting.day_latest)


def visitor_words(visit: Visit) -> str:
    """Who comes: the head of the delegation, else the delegation of a country."""
    if visit.head:
        return visit.head.name
    if visit.visitor_country:
        return f"Delegation of {visit.visitor_country}"
    return "Delegation not named"


def visit_title(visit: Visit) -> str:
    """Who goes where: "Wang Yi to Moscow, Russia"."""
    return f"{visitor_words(visit)} to {place_words(visit)}"


def place_words(visit: Visit) -> str:
    """Where to: "Moscow, Russia", or the country alone."""
    cities = [stop.city for stop in visit.stops.all()]
    if not cities or cities == [str(visit.host)]:
        return str(visit.host)
    return f"{' and '.join(cities)}, {visit.host}" if len(cities) < 4 else str(visit.host)


def participants_words(meeting: Meeting) -> str:
    """Who meets, in order."""
    return ", ".join(p.official.name for p in meeting.participants.all()) or "Not named"


def country_name(code: str) -> str:
    """The English name of a country that only its code is at hand of, without a query."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {country.code: country.names["en"] for country in countries()}
