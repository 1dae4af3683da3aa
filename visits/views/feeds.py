"""Calendar and Atom feeds: of any filter, of one visit or tour, and under a secret address."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from visits.exports import atom, ical
from visits.filters import VisitFilter
from visits.forms.subscription import FeedOptionsForm
from visits.models import Meeting, Subscription, Visit
from visits.queries.criteria import VisitCriteria
from visits.queries.feeds import (
    MOST_ENTRIES,
    CalledOff,
    Feed,
    FeedOptions,
    feed_of,
    feed_of_visits,
    latest_changes,
    latest_meetings,
    subscription_of,
)
from visits.queries.itineraries import itinerary_with_everything
from visits.queries.today import today
from visits.queries.visits import visit_with_everything
from visits.queries.wording import place_words, visitor_words
from visits.services.subscriptions import note_reading
from visits.views.asking import asking, unclear

PUBLIC = "public, max-age=300"
PRIVATE = "private, no-cache"
# One event that someone saves is never left out of its own file.
_ONE = FeedOptions(called_off=CalledOff.STATUS, undated=True)


class Served(NamedTuple):
    """How a feed is called and where it stands, `path` below the site's origin."""

    name: str
    path: str
    about: str
    caching: str = PUBLIC


@require_safe
@asking(VisitFilter)
def visits_ical(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    form = FeedOptionsForm(request.GET)
    if not form.is_valid():
        return unclear(request, form.problems())
    options = form.options()
    return _ical(request, feed_of(criteria, options, today()), options, _public(request, criteria))


@require_safe
@asking(VisitFilter)
def visits_atom(request: HttpRequest, criteria: VisitCriteria) -> HttpResponse:
    form = FeedOptionsForm(request.GET)
    if not form.is_valid():
        return unclear(request, form.problems())
    return _atom(request, criteria, form.options(), _public(request, criteria))


@require_safe
def private_ical(request: HttpRequest, token: str) -> HttpResponse:
    subscription = _subscription_or_404(token)
    criteria, options = _asked_by(subscription)
    served = _private(request, subscription, criteria)
    return _ical(request, feed_of(criteria, options, today()), options, served)


@require_safe
def private_atom(request: HttpRequest, token: str) -> HttpResponse:
    subscription = _subscription_or_404(token)
    criteria, options = _asked_by(subscription)
    return _atom(request, criteria, options, _private(request, subscription, criteria))


@require_safe
def visit_ical(request: HttpRequest, pk: int) -> HttpResponse:
    found = visit_with_everything(pk)
    if found is None:
        raise Http404("No such visit.")
    name = f"{visitor_words(found)} to {place_words(found)}"
    served = Served(name, request.path, found.get_absolute_url())
    return _ical(request, feed_of_visits([found], today()), _ONE, served)


@require_safe
def itinerary_ical(request: HttpRequest, pk: int) -> HttpResponse:
    found = itinerary_with_everything(pk)
    if found is None:
        raise Http404("No such itinerary.")
    name = f"Itinerary of {found.head}" if found.head else "Itinerary"
    served = Served(name, request.path, found.get_absolute_url())
    return _ical(request, feed_of_visits(found.visits.all(), today()), _ONE, served)


def _public(request: HttpRequest, criteria: VisitCriteria) -> Served:
    query = criteria.query()
    about = f"/?{query}" if query else "/"
    return Served("Visitbook", request.get_full_path(), about)


def _private(request: HttpRequest, row: Subscription, criteria: VisitCriteria) -> Served:
    return Served(row.name, request.path, _public(request, criteria).about, PRIVATE)


def _ical(request: HttpRequest, feed: Feed, options: FeedOptions, served: Served) -> HttpResponse:
    etag = feed.etag("ical", served.name, served.about, options.called_off)
    if answer := get_conditional_response(request, etag, int(feed.modified.timestamp())):
        return _with_headers(answer, served)
    body = ical.calendar_of(
        feed,
        options,
        name=served.name,
        site=settings.SITE_URL,
        about=f"{settings.SITE_URL}{served.about}",
    )
    return _answer(body, ical.CONTENT_TYPE, etag, feed, served)


def _atom(
    request: HttpRequest, criteria: VisitCriteria, options: FeedOptions, served: Served
) -> HttpResponse:
    visits = latest_changes(criteria)
    meetings = latest_meetings(criteria) if options.meetings else []
    feed = feed_of_visits(visits, today())
    if meetings:
        modified = max(feed.modified, meetings[0].changed_at)
        feed = replace(feed, meetings=tuple(meetings), modified=modified)
    told = [f"{visit.pk} {visit.changed_at.isoformat()}" for visit in visits]
    both: list[Visit | Meeting] = [*visits, *meetings]
    events = sorted(both, key=lambda event: event.changed_at, reverse=True)
    etag = feed.etag("atom", served.name, served.about, *told)
    if answer := get_conditional_response(request, etag, int(feed.modified.timestamp())):
        return _with_headers(answer, served)
    body = atom.atom_of(
        events[:MOST_ENTRIES],
        name=served.name,
        site=settings.SITE_URL,
        about=f"{settings.SITE_URL}{served.about}",
        own=f"{settings.SITE_URL}{served.path}",
    )
    return _answer(body, atom.CONTENT_TYPE, etag, feed, served)


def _answer(body: bytes, content_type: str, etag: str, feed: Feed, served: Served) -> HttpResponse:
    answer = HttpResponse(body, content_type=content_type)
    answer.headers["ETag"] = etag
    answer.headers["Last-Modified"] = http_date(feed.modified.timestamp())
    ending = "ics" if content_type == ical.CONTENT_TYPE else "atom"
    answer.headers["Content-Disposition"] = f'inline; filename="visitbook.{ending}"'
    return _with_headers(answer, served)


def _with_headers(answer: HttpResponse, served: Served) -> HttpResponse:
    answer.headers["Cache-Control"] = served.caching
    if served.caching == PRIVATE:
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _subscription_or_404(token: str) -> Subscription:
    found = subscription_of(token)
    if found is None:
        raise Http404("No feed stands at this address.")
    note_reading(subscription=found, now=timezone.now())
    return found


def _asked_by(subscription: Subscription) -> tuple[VisitCriteria, FeedOptions]:
    """What the feed asks for; there is none where its filter is not understood any more."""
    stored = QueryDict(subscription.query)
    asked, form = VisitFilter(stored), FeedOptionsForm(stored)
    if asked.errors or not form.is_valid():
        raise Http404("What this feed asks for is not understood any more: make a new one.")
    return asked.criteria(), form.options()
