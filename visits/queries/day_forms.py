"""Days as the reader's language writes them, in the patterns of CLDR."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils.translation import get_language

# English pages write days as most of the world's English does: 1 April 2025.
_LOCALES = {"en": "en_GB"}
_KEPT = 20_000
_FIRST_OF_MONTH = re.compile(r"(?<!\d)1(?= [^\W\d])")


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The locale of an interface language; English for one that CLDR does not have."""
    try:
        return Locale.parse(_LOCALES.get(language, language.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_LOCALES["en"])


def spoken() -> str:
    """The language of the reader; English where none is set."""
    return get_language() or "en"


def day_form(day: date) -> str:
    """ "1 April 2025"."""
    return _formed(date(day.year, day.month, day.day), "day", spoken())


def day_of_year_form(day: date) -> str:
    """ "1 April"."""
    return _formed(date(day.year, day.month, day.day), "day_of_year", spoken())


def short_day_form(day: date) -> str:
    """ "1 Apr"."""
    return _formed(date(day.year, day.month, day.day), "short_day", spoken())


def weekday_form(day: date) -> str:
    """ "Tue 1 April"."""
    return _formed(date(day.year, day.month, day.day), "weekday", spoken())


def whole_weekday_form(day: date) -> str:
    """ "Tuesday 1 April"."""
    return _formed(date(day.year, day.month, day.day), "whole_weekday", spoken())


def full_day_form(day: date) -> str:
    """ "Tuesday, 1 April 2025"."""
    return _formed(date(day.year, day.month, day.day), "full_day", spoken())


def short_month_form(day: date) -> str:
    """ "Apr"."""
    return month_name(day, "abbreviated")


def month_of_year_form(day: date) -> str:
    """ "Apr 2025", for the scale of a drawing."""
    return _formed(date(day.year, day.month, 1), "short_month", spoken())


def month_form(day: date) -> str:
    """ "April 2025", as it stands alone."""
    return _formed(date(day.year, day.month, 1), "month", spoken())


def month_inside_form(day: date) -> str:
    """ "April 2025", as it stands inside a phrase: in the genitive where a language has one."""
    return _formed(date(day.year, day.month, 1), "month_inside", spoken())


def month_name(day: date, width: str = "wide") -> str:
    """ "April" alone, or abbreviated; Chinese counts its months in either."""
    if spoken().startswith("zh"):
        width = "abbreviated"
    return str(locale_of(spoken()).months["stand-alone"][width][day.month])


def weekday_names(width: str = "wide") -> list[str]:
    """From Monday to Sunday."""
    names = locale_of(spoken()).days["stand-alone"][width]
    return [str(names[number]) for number in range(7)]


def range_form(first: date, last: date) -> str:
    """ "31 March – 2 April 2025", without repeating what both days share."""
    return _ranged(first, last, spoken())


@lru_cache(maxsize=_KEPT)
def _formed(day: date, form: str, language: str) -> str:
    words = str(format_date(day, _pattern(form, language), locale_of(language)))
    return _with_ordinal(words, language)


@lru_cache(maxsize=_KEPT)
def _ranged(first: date, last: date, language: str) -> str:
    if first == last:
        return _formed(first, "day", language)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    before, after = _interval(language)[differs]
    locale = locale_of(language)
    words = f"{format_date(first, before, locale)}{format_date(last, after, locale)}"
    return _with_ordinal(words, language)


def _with_ordinal(words: str, language: str) -> str:
    """ "1er avril": French, alone of these, counts the first of a month apart, as CLDR does not."""
    return _FIRST_OF_MONTH.sub("1er", words) if language == "fr" else words


@lru_cache(maxsize=256)
def _pattern(form: str, language: str) -> str:
    locale = locale_of(language)
    if form == "day":
        return str(locale.date_formats["long"].pattern)
    if form == "full_day":
        return str(locale.date_formats["full"].pattern)
    known = {name: str(found.pattern) for name, found in locale.datetime_skeletons.items()}
    if form == "day_of_year":
        return known.get("MMMMd") or _wide(known["MMMd"])
    if form == "short_day":
        return known["MMMd"]
    if form in ("weekday", "whole_weekday"):
        found = known.get("MMMMEd") or _wide(known["MMMEd"])
        if form == "weekday":
            return found
        return found.replace("ccc", "E").replace("EEE", "E").replace("E", "EEEE")
    if form == "short_month":
        return known["yMMM"]
    found = known["yMMMM"]
    return found.replace("LLLL", "MMMM") if form == "month_inside" else found


@lru_cache(maxsize=64)
def _interval(language: str) -> dict[str, tuple[str, str]]:
    """By the greatest difference of two days, the patterns of the first and of the last one."""
    known = locale_of(language).interval_formats
    parts = known.get("yMMMMd") or known["yMMMd"]
    # Thin spaces around the dash are lost in calendars and titles of other programs.
    return {
        unit: (_wide(before).replace("\u2009", " "), _wide(after).replace("\u2009", " "))
        for unit, (before, after) in parts.items()
    }


def _wide(pattern: str) -> str:
    """The same pattern with whole names of months."""
    return pattern if "MMMM" in pattern else pattern.replace("MMM", "MMMM")
