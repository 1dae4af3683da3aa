"""What templates say of days, people and states, in words."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from visits.models import Meeting, Visit
from visits.queries import wording
from visits.queries.standing import Standing, standing_of
from visits.queries.today import today

register = template.Library()

register.filter("day_words", wording.day_words)
register.filter("stay_words", wording.stay_words)
register.filter("tour_window", wording.tour_window_words)
register.filter("meeting_day", wording.meeting_day_words)
register.filter("visitor", wording.visitor_words)
register.filter("place", wording.place_words)
register.filter("participants", wording.participants_words)


@register.filter
def first_day(visit: Visit) -> str:
    return wording.window_words(visit.start_earliest, visit.start_latest)


@register.filter
def last_day(visit: Visit) -> str:
    return wording.window_words(visit.end_earliest, visit.end_latest)


@register.simple_tag
def site_day() -> date | None:
    """The day that the site was told to stand on, None on a site that follows the clock."""
    told: date | None = settings.VISITBOOK_TODAY
    return told


@register.simple_tag
def demo() -> bool:
    return bool(settings.VISITBOOK_DEMO)


@register.simple_tag
def standing(event: Visit | Meeting) -> Standing:
    return standing_of(event, today())


@register.simple_tag
def standing_mark(state: Standing, words: str = "") -> SafeString:
    """The mark of a standing with its words: never colour alone."""
    return format_html(
        '<span class="standing standing--{}"><span class="standing__mark" aria-hidden="true">'
        "</span>{}</span>",
        state.code,
        words or state.words,
    )


@register.filter
def percent(share: float) -> str:
    """0.93 → "93 %"."""
    return f"{round(share * 100)} %"


@register.filter
def language_name(code: str) -> str:
    """ "zh" → "Chinese"; the code itself where it is not known."""
    try:
        name = Locale.parse(code, sep="-").get_display_name("en")
    except (ValueError, UnknownLocaleError):
        name = None
    return name or code


@register.filter
def direction(code: str) -> str:
    """ "rtl" for a language written from right to left."""
    return "rtl" if code.split("-")[0] in {"ar", "fa", "he", "ps", "ur", "ckb", "yi"} else "ltr"
