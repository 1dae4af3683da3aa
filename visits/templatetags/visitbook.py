"""What templates say of days, people and states, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from babel import Locale, UnknownLocaleError
from babel.numbers import format_percent
from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from visits.choices import CALENDAR_VIEWS, VISIT_KINDS, VISIT_STATUSES
from visits.models import Announcement, Claim, Itinerary, Meeting, Official, Visit
from visits.queries import day_forms, names, wording
from visits.queries.changes.kinds import CHANGE_KINDS, ChangeKind
from visits.queries.day_forms import locale_of, spoken
from visits.queries.evidence import MEETING_FACTS, VISIT_FACTS, candidates_of, certainty_of, said_by
from visits.queries.reasons import reason_words
from visits.queries.standing import Standing, standing_of
from visits.queries.today import today
from visits.terms import ClaimSubject, SourceSide

register = template.Library()
_TERMS = {str(value): words for value, words in (*VISIT_KINDS, *VISIT_STATUSES)}

register.filter("day_words", wording.day_words)
register.filter("day_of_year", day_forms.day_of_year_form)
register.filter("short_day", day_forms.short_day_form)
register.filter("weekday_day", day_forms.weekday_form)
register.filter("whole_weekday_day", day_forms.whole_weekday_form)
register.filter("full_day", day_forms.full_day_form)
register.filter("month_short", day_forms.short_month_form)
register.filter("month_words", day_forms.month_form)
register.filter("named", names.official_name)
register.filter("visit_title", wording.visit_title)
register.filter("reason_words", reason_words)
register.simple_tag(wording.range_words, name="range_words")
register.filter("stay_words", wording.stay_words)
register.filter("tour_window", wording.tour_window_words)
register.filter("meeting_day", wording.meeting_day_words)
register.filter("visitor", wording.visitor_words)
register.filter("place", wording.place_words)
register.filter("cities", wording.cities_words)
register.filter("meeting_city", wording.meeting_city_words)
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
def interface_languages() -> list[tuple[str, str]]:
    """Codes with names, each in its own language."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@register.simple_tag
def demo() -> bool:
    return bool(settings.VISITBOOK_DEMO)


@register.simple_tag(takes_context=True)
def standing(context: Context, event: Visit | Meeting) -> Standing:
    """How the event stands today; on a page of another time (`then`), as of that."""
    then = context.get("then")
    return standing_of(event, then.day if then else today())


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
def moment_in_full(moment: datetime) -> str:
    """ "1 April 2025 09:30", in UTC."""
    at = moment.astimezone(UTC)
    return f"{wording.day_words(at.date())} {at:%H:%M}"


@register.filter
def percent(share: float) -> str:
    """0.93 → "93 %"."""
    words = format_percent(round(share, 2), locale=locale_of(spoken()))
    return str(words) if spoken() != "en" else str(words).replace("%", " %")


@register.filter
def language_name(code: str) -> str:
    """ "zh" → "Chinese" in the reader's language; the code itself where it is not known."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale_of(spoken()))
    except (ValueError, UnknownLocaleError):
        name = None
    return name or code


@register.filter
def direction(code: str) -> str:
    """ "rtl" for a language written from right to left."""
    return "rtl" if code.split("-")[0] in {"ar", "fa", "he", "ps", "ur", "ckb", "yi"} else "ltr"


@register.filter
def tour_days(itinerary: Itinerary) -> str:
    return wording.window_words(itinerary.start, itinerary.end)


@register.filter
def view_words(view: str) -> str:
    """What a page of the calendar is called."""
    return str(CALENDAR_VIEWS.get(view, view))


@register.filter
def short_name(official: Official) -> str:
    return names.short_name(official)


@register.filter
def short_place(visit: Visit) -> str:
    return wording.short_place_words(visit)


@register.filter
def short_names(meeting: Meeting) -> str:
    return wording.short_participants_words(meeting)


@register.filter
def claim_title(claim: Claim) -> str:
    """One line that says what was read."""
    if claim.subject == ClaimSubject.VISIT:
        told = {
            "who": said_by(claim, "visitors") or _("A delegation"),
            "place": said_by(claim, "host"),
        }
        return _("Visit: %(who)s to %(place)s") % told
    return _("Meeting: %(who)s") % {"who": said_by(claim, "participants")}


@register.filter
def claim_lines(claim: Claim) -> list[tuple[str, str]]:
    """Labels with what the claim says of each, without those of which it says nothing."""
    labels = VISIT_FACTS if claim.subject == ClaimSubject.VISIT else MEETING_FACTS
    lines = [(str(label), said_by(claim, field)) for field, label in labels.items()]
    lines.append((_("May be either of"), candidates_of(claim)))
    lines.append((_("Certainty"), certainty_of(claim)))
    return [(label, words) for label, words in lines if words]


@register.filter
def event_url(claim: Claim) -> str:
    """The page of the visit or meeting that the claim became part of, "" where it became none."""
    if link := getattr(claim, "visit_link", None):
        return f"/visits/{link.visit_id}/"
    if link := getattr(claim, "meeting_link", None):
        return f"/meetings/{link.meeting_id}/"
    return ""


@register.filter
def headline(announcement: Announcement) -> str:
    """The title, and words in its place where there is none."""
    if announcement.title:
        return announcement.title
    by_hand = announcement.source.side == SourceSide.EDITOR
    return _("Entered by hand") if by_hand else _("Announcement without a title")


@register.filter
def form_word(meeting: Meeting) -> str:
    return wording.form_words(meeting)


@register.filter
def field_label(field: str) -> str:
    known = {**MEETING_FACTS, **VISIT_FACTS}
    field = field.removeprefix("meeting_")
    return str(known.get(field, field.replace("_", " ").capitalize()))


@register.filter
def value_words(value: str | None, field: str) -> str:
    """A decided value as pages say it: days in words, countries by name."""
    if not value:
        return ""
    field = field.removeprefix("meeting_")
    if field in ("host", "visitor_country", "country"):
        return wording.country_name(value)
    if field in ("start", "end", "day"):
        return wording.edtf_words(value)
    return str(_TERMS.get(value, value)) if field in ("status", "kind") else value


@register.filter
def change_words(kind: ChangeKind) -> str:
    return str(CHANGE_KINDS[kind])


@register.filter
def days_words(days: tuple[date, date]) -> str:
    """ "31 March – 2 April 2025"."""
    return wording.range_words(*days)
