"""Visits as an iCalendar file (RFC 5545): whole days, exclusive ends, nobody as organizer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import icalendar

from visits.models import Meeting, Visit
from visits.queries.feeds import CalledOff, Feed, FeedOptions, FeedVisit
from visits.queries.wording import (
    meeting_day_words,
    participants_words,
    place_words,
    stay_words,
    tour_window_words,
    visitor_words,
)
from visits.reference.coordinates import place_of
from visits.terms import EditorialState, VisitKind, VisitStatus

CONTENT_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Visitbook//Visits//EN"
_REFRESH = timedelta(hours=6)
_HAPPENING = (VisitStatus.ONGOING, VisitStatus.COMPLETED)
CALLED_OFF = (VisitStatus.CANCELLED, VisitStatus.POSTPONED)
# Text of the standard holds no control characters but tab and line feed.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar_of(feed: Feed, options: FeedOptions, *, name: str, site: str, about: str) -> bytes:
    """The calendar file; `site` is the origin of links, `about` the page that the feed is of.

    The same feed gives the same bytes. It has no METHOD: PUBLISH would ask for an organizer.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for field in ("name", "x-wr-calname"):
        calendar.add(field, clean(name))
    calendar.add("url", about)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    if feed.left_out:
        calendar.add("description", "More visits fit than a feed holds: narrow the filter.")
    for event in _kept(feed.events, options):
        calendar.add_component(_event(event, options, site))
    for meeting in feed.meetings:
        if not (options.called_off is CalledOff.OUT and meeting.status in CALLED_OFF):
            calendar.add_component(_met(meeting, options, site))
    written: bytes = calendar.to_ical()
    return written


def _kept(events: Iterable[FeedVisit], options: FeedOptions) -> list[FeedVisit]:
    leaves_out = options.called_off is CalledOff.OUT
    return [one for one in events if not (leaves_out and one.visit.status in CALLED_OFF)]


def _event(told: FeedVisit, options: FeedOptions, site: str) -> icalendar.Event:
    visit = told.visit
    event = icalendar.Event()
    event.add("uid", uid_of(visit, site))
    # DTSTAMP of a file without METHOD is the time of the last revision: it stays with the row.
    event.add("dtstamp", _instant(visit.changed_at))
    event.add("last-modified", _instant(visit.changed_at))
    event.add("created", _instant(visit.created_at))
    event.add("sequence", told.sequence)
    event.add("dtstart", told.first)
    event.add("dtend", told.last + timedelta(days=1))
    event.add("summary", title_of(visit, options))
    if status := _status(visit, options):
        event.add("status", status)
    event.add("transp", "TRANSPARENT")
    event.add("location", clean(place_words(visit)))
    if at := _place(visit):
        event.add("geo", at)
    event.add("categories", _categories(visit))
    event.add("url", address_of(visit, site))
    event.add("description", clean("\n".join(summary_lines(visit))))
    return event


def _met(meeting: Meeting, options: FeedOptions, site: str) -> icalendar.Event:
    """The event of a meeting; its days are all on which it may be."""
    first, last = days_of_meeting(meeting)
    event = icalendar.Event()
    event.add("uid", uid_of(meeting, site))
    event.add("dtstamp", _instant(meeting.changed_at))
    event.add("last-modified", _instant(meeting.changed_at))
    event.add("created", _instant(meeting.created_at))
    # Its states are not counted: the seconds since the first one only grow.
    event.add("sequence", int((meeting.changed_at - meeting.created_at).total_seconds()))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    off = meeting.status in CALLED_OFF
    title = clean(f"{participants_words(meeting)}: {meeting.get_form_display()}")
    says = off and options.called_off is CalledOff.TITLE
    event.add("summary", f"{meeting.get_status_display().capitalize()}: {title}" if says else title)
    if not says:
        sure = meeting.status in _HAPPENING and first == last
        event.add("status", "CANCELLED" if off else "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    where = [meeting.city, str(meeting.country) if meeting.country else ""]
    if place := ", ".join(one for one in where if one):
        event.add("location", clean(place))
    event.add("categories", [str(meeting.get_form_display()), str(meeting.get_status_display())])
    event.add("url", address_of(meeting, site))
    event.add("description", clean("\n".join(meeting_lines(meeting))))
    return event


def days_of_meeting(meeting: Meeting) -> tuple[date, date]:
    """The first and the last day on which a meeting of a feed may be: it has one at least."""
    days = [day for day in (meeting.day_earliest, meeting.day_latest) if day]
    return days[0], days[-1]


def meeting_lines(meeting: Meeting) -> list[str]:
    day = meeting_day_words(meeting)
    lines = [f"{day[:1].upper()}{day[1:]}.", f"Status: {meeting.get_status_display()}."]
    if meeting.gathering:
        lines.append(f"Occasion: {meeting.gathering}.")
    if meeting.state == EditorialState.PROPOSED:
        lines.append("An unconfirmed reading of what was announced.")
    return lines


def uid_of(event: Visit | Meeting, site: str) -> str:
    """The same for a visit or a meeting whatever changes of it, and no other site's."""
    noun = "visit" if isinstance(event, Visit) else "meeting"
    return f"{noun}-{event.pk}@{urlsplit(site).netloc}"


def address_of(event: Visit | Meeting, site: str) -> str:
    return f"{site.rstrip('/')}{event.get_absolute_url()}"


def title_of(visit: Visit, options: FeedOptions) -> str:
    """Who goes where; what makes the days less than sure is said in the title too."""
    title = clean(f"{visitor_words(visit)} to {place_words(visit)}")
    if not is_dated(visit):
        title += " (day not told)"
    elif visit.start_earliest != visit.start_latest or visit.start_earliest is None:
        title += " (first day not sure)"
    if options.called_off is CalledOff.TITLE and visit.status in CALLED_OFF:
        return f"{visit.get_status_display().capitalize()}: {title}"
    return title


def is_dated(visit: Visit) -> bool:
    return any((visit.start_earliest, visit.start_latest, visit.end_earliest, visit.end_latest))


def _status(visit: Visit, options: FeedOptions) -> str:
    if visit.status in CALLED_OFF:
        return "" if options.called_off is CalledOff.TITLE else "CANCELLED"
    confirmed = visit.status in _HAPPENING or visit.confirmed_by_both
    return "CONFIRMED" if confirmed and is_dated(visit) else "TENTATIVE"


def summary_lines(visit: Visit) -> list[str]:
    """What is known of the visit in lines, for a calendar and for a news reader."""
    days = stay_words(visit) or f"tour of {tour_window_words(visit)}"
    lines = [f"{days[:1].upper()}{days[1:]}.", f"Status: {visit.get_status_display()}."]
    if visit.kind != VisitKind.UNSPECIFIED:
        lines.append(f"Kind: {visit.get_kind_display()}.")
    if visit.gathering:
        lines.append(f"Occasion: {visit.gathering}.")
    if visit.purpose:
        lines.append(f"Purpose: {visit.purpose}")
    if visit.state == EditorialState.PROPOSED:
        lines.append("An unconfirmed reading of what was announced.")
    return lines


def _categories(visit: Visit) -> list[str]:
    told = [str(visit.get_kind_display()), str(visit.get_status_display()), str(visit.host)]
    told += [str(visit.visitor_country)] if visit.visitor_country else []
    return list(dict.fromkeys(clean(one) for one in told))


def _place(visit: Visit) -> tuple[float, float] | None:
    cities = [stop.city for stop in visit.stops.all()]
    place = place_of(visit.host_id, cities[0]) if len(cities) == 1 else None
    return (place.north, place.east) if place and place.is_exact else None


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def clean(text: str) -> str:
    return _CONTROL.sub("", text)
