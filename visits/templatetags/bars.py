"""A bar as HTML: written here and not in a template, since a page has a hundred of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from visits.models import Meeting, Visit
from visits.queries import wording
from visits.queries.bars import Bar, Slot
from visits.queries.names import short_name
from visits.queries.periods import Period

register = template.Library()
LONGEST_REASON = 240
_NEXT = '<span class="next">{}</span>'
_DOUBT = '<span class="bar__doubt">{}</span>'
_MARK = mark_safe('<span class="bar__mark" aria-hidden="true"></span>')


@register.simple_tag
def lane_cells(
    lane: Iterable[Slot], period: Period, today: date, next_visit: Visit | None
) -> SafeString:
    """The cells of a lane: empty days, and bars over theirs."""
    first, last = period.first, period.last
    # Class names of our own around links that `format_html` made: nothing is left to escape.
    return SafeString(
        "".join(
            _full_cell(slot, last, today, _link(slot, slot.bar, next_visit))
            if slot.bar
            else _empty_cell(slot.day, first, last, today)
            for slot in lane
        )
    )


def _empty_cell(day: date, first: date, last: date, today: date) -> str:
    classes = ["slot"]
    if day == today:
        classes.append("slot--today")
    if day < first or day > last:
        classes.append("slot--outside")
    if day.weekday() == 0:
        classes.append("slot--monday")
    return f'<td class="{" ".join(classes)}"></td>'


def _full_cell(slot: Slot, last: date, today: date, link: SafeString) -> str:
    classes = ["slot", "slot--full"]
    if slot.span == 1 and slot.day == today:
        classes.append("slot--today")
    if slot.day > last:
        classes.append("slot--outside")
    return f'<td colspan="{slot.span}" class="{" ".join(classes)}">{link}</td>'


def _link(slot: Slot, one: Bar, next_visit: Visit | None) -> SafeString:
    """The link of the bar, with all that it says in words."""
    text, said = _visit_text(one.visit) if one.visit else _meeting_text(one.meeting)
    words = bar_words(one)
    is_next = one.visit is not None and one.visit == next_visit
    return format_html(
        '<a href="{}" class="{}" title="{}{}">{}{}{}'
        '<span class="visually-hidden">, {}</span>{}{}</a>',
        one.event.get_absolute_url(),
        _classes(slot, one),
        said,
        words,
        _letter(one),
        _MARK,
        text,
        words,
        format_html(_NEXT, pgettext("visit", "Next")) if is_next else "",
        format_html(_DOUBT, _("unconfirmed reading")) if one.event.state == "proposed" else "",
    )


def bar_words(one: Bar) -> str:
    """How it stands, when it is, and in which words it was called off."""
    when = wording.stay_words(one.visit) if one.visit else _day_of(one.meeting)
    words = f"{one.standing.words}, {when}"
    return f"{words}: “{one.reason[:LONGEST_REASON]}”" if one.reason else words


def _day_of(meeting: Meeting | None) -> str:
    return wording.meeting_day_words(meeting) if meeting else ""


def _classes(slot: Slot, one: Bar) -> str:
    parts = ["bar"]
    if slot.span == 1:
        parts.append("bar--narrow")
    parts.append(f"bar--{one.standing.code}")
    if one.meeting:
        parts.append("bar--meeting")
    if slot.comes_from_before:
        parts.append("bar--from-before")
    elif one.fuzzy_start:
        parts.append("bar--fuzzy-start")
    if slot.goes_on:
        parts.append("bar--goes-on")
    elif one.fuzzy_end:
        parts.append("bar--fuzzy-end")
    if one.event.state == "proposed":
        parts.append("bar--proposed")
    if one.hue:
        parts += ["bar--hue", f"bar--hue-{one.hue.number}"]
    return " ".join(parts)


def _letter(one: Bar) -> SafeString | str:
    if one.hue is None:
        return ""
    letter = '<span class="bar__letter" aria-hidden="true">{}</span>'
    return format_html(letter, one.hue.letter)


def _visit_text(visit: Visit) -> tuple[SafeString, str]:
    """The text, and the same in one line for a tooltip."""
    who, where = wording.visitor_words(visit), wording.place_words(visit)
    short_where = wording.short_place_words(visit)
    long_who = format_html("<b>{}</b>", who)
    if visit.head:
        long_who = format_html(
            '<b class="bar__long">{}</b><b class="bar__short">{}</b>', who, short_name(visit.head)
        )
    text = format_html(
        '<span class="bar__text"><bdi>{}</bdi> <span class="bar__place">'
        '<span class="bar__arrow">→ </span><span class="bar__long">{}</span>'
        '<span class="bar__short">{}</span></span></span>',
        long_who,
        where,
        short_where,
    )
    return text, f"{wording.visit_title(visit)}: "


def _meeting_text(meeting: Meeting | None) -> tuple[SafeString, str]:
    assert meeting is not None
    people = wording.participants_words(meeting)
    short = wording.short_participants_words(meeting)
    text = format_html(
        '<span class="bar__text"><span class="bar__form bar__form--{}">{}</span> '
        '<span class="bar__long">{}</span><span class="bar__short">{}</span></span>',
        meeting.form,
        wording.form_words(meeting),
        people,
        short,
    )
    return text, f"{people}: {meeting.get_form_display()}, "
