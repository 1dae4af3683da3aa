"""Days and bars as HTML: written here and not in a template, since a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from visits.models import Meeting, Visit
from visits.queries import wording
from visits.queries.bars import Bar, Slot
from visits.queries.calendar import Day
from visits.queries.day_forms import day_of_year_form, short_day_form
from visits.queries.names import short_name
from visits.queries.periods import Period

register = template.Library()
LONGEST_REASON = 240
_NEXT = '<span class="next">{}</span>'
_DOUBT = '<span class="bar__doubt">{}</span>'
_MARK = mark_safe('<span class="bar__mark" aria-hidden="true"></span>')


@register.simple_tag
def day_cells(days: Iterable[Day], query: str) -> SafeString:
    """The cells that name the days of a week, each a link to its day."""
    asked, today_words = _asked(query), escape(_("today"))
    return SafeString("".join(_day_cell(day, asked, today_words) for day in days))


def _day_cell(day: Day, asked: str, today_words: str) -> str:
    told = day.date.isoformat()
    words = str(day.date.day)
    if day.date.day == 1:
        first = escape(short_day_form(day.date))
        words = f'<span class="day__first">{first}</span><span class="day__bare">1</span>'
    mark = f'<span class="day__today">{today_words}</span>' if day.is_today else ""
    current = ' aria-current="date"' if day.is_today else ""
    return (
        f'<td class="day{_day_classes("day", day)}"><a href="{day.url}{asked}" data-day="{told}"'
        f'{current}><time datetime="{told}">{words}</time>{mark}</a></td>'
    )


@register.simple_tag
def more_cells(days: Iterable[Day], query: str) -> SafeString:
    """The cells that lead to what found no lane on the days of a week."""
    asked, more_words = _asked(query), escape(_("more"))
    return SafeString(
        "".join(
            f'<td class="slot{_day_classes("slot", day)}">{_more(day, asked, more_words)}</td>'
            for day in days
        )
    )


def _more(day: Day, asked: str, more_words: str) -> str:
    if not day.more:
        return ""
    return (
        f'<a class="more" href="{day.url}{asked}">+{day.more}<span class="more__word"> '
        f'{more_words}</span><span class="visually-hidden">: '
        f"{escape(day_of_year_form(day.date))}</span></a>"
    )


def _day_classes(name: str, day: Day) -> str:
    today, outside = f" {name}--today", f" {name}--outside"
    return f"{today if day.is_today else ''}{outside if not day.is_inside else ''}"


def _asked(query: str) -> str:
    return f"?{escape(query)}" if query else ""


@register.simple_tag
def lane_cells(
    lane: Iterable[Slot], period: Period, today: date, next_visit: Visit | None, then: str = ""
) -> SafeString:
    """The cells of a lane: empty days, and bars over theirs.

    `then` is the query string that asks for a visit as of another time.
    """
    first, last = period.first, period.last
    # Class names of our own around links that were escaped: nothing is left to escape.
    return SafeString(
        "".join(
            _full_cell(slot, last, today, _link(slot, slot.bar, next_visit, then))
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


def _link(slot: Slot, one: Bar, next_visit: Visit | None, then: str) -> SafeString:
    """The link of the bar, with all that it says in words."""
    text, said = _visit_text(one.visit) if one.visit else _meeting_text(one.meeting)
    words = escape(bar_words(one))
    is_next = one.visit is not None and one.visit == next_visit
    asked = _asked(then) if one.visit else ""
    # Class names and addresses of our own, and words that were escaped.
    return SafeString(
        f'<a href="{one.event.get_absolute_url()}{asked}" class="{_classes(slot, one)}" '
        f'title="{said}{words}">{_letter(one)}{_MARK}{text}'
        f'<span class="visually-hidden">, {words}</span>'
        f"{format_html(_NEXT, pgettext('visit', 'Next')) if is_next else ''}"
        f"{format_html(_DOUBT, _('unconfirmed reading')) if one.event.state == 'proposed' else ''}"
        "</a>"
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


def _visit_text(visit: Visit) -> tuple[str, str]:
    """The text as HTML, and the same in one line for a tooltip."""
    who, where = wording.visitor_words(visit), wording.place_words(visit)
    told_who, told_where = escape(who), escape(where)
    long_who = f"<b>{told_who}</b>"
    if visit.head:
        short_who = escape(short_name(visit.head))
        long_who = f'<b class="bar__long">{told_who}</b><b class="bar__short">{short_who}</b>'
    text = (
        f'<span class="bar__text"><bdi>{long_who}</bdi> <span class="bar__place">'
        f'<span class="bar__arrow">→ </span><span class="bar__long">{told_where}</span>'
        f'<span class="bar__short">{escape(wording.short_place_words(visit))}</span>'
        "</span></span>"
    )
    return text, escape(f"{wording.who_goes_where(who, where)}: ")


def _meeting_text(meeting: Meeting | None) -> tuple[str, str]:
    assert meeting is not None
    people = wording.participants_words(meeting)
    short = wording.short_participants_words(meeting)
    text = (
        f'<span class="bar__text"><span class="bar__form bar__form--{meeting.form}">'
        f"{escape(wording.form_words(meeting))}</span> "
        f'<span class="bar__long">{escape(people)}</span>'
        f'<span class="bar__short">{escape(short)}</span></span>'
    )
    return text, escape(f"{people}: {meeting.get_form_display()}, ")
