"""Visits as an Atom feed of what changed last."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.feedgenerator import Atom1Feed

from visits.exports.ical import address_of, clean, meeting_lines, summary_lines, uid_of
from visits.models import Meeting, Visit
from visits.queries.wording import participants_words, place_words, visitor_words

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def atom_of(
    events: Sequence[Visit | Meeting], *, name: str, site: str, about: str, own: str
) -> bytes:
    """The feed; `own` is its address, `about` the page that it is of."""
    feed = Atom1Feed(
        title=clean(name),
        link=about,
        description="",
        feed_url=own,
        feed_guid=own,
        author_name="Visitbook",
        language="en",
    )
    for event in events:
        noun, title, lines = _told(event)
        feed.add_item(
            title=clean(title),
            link=address_of(event, site),
            description=clean(" ".join(lines)),
            unique_id=f"tag:{uid_of(event, site).partition('@')[2]},2025:{noun}-{event.pk}",
            updateddate=event.changed_at,
            pubdate=event.created_at,
            categories=[_kind(event), str(event.get_status_display())],
        )
    return feed.writeString("utf-8").encode()


def _told(event: Visit | Meeting) -> tuple[str, str, list[str]]:
    if isinstance(event, Visit):
        title = f"{visitor_words(event)} to {place_words(event)}"
        return "visit", title, summary_lines(event)
    title = f"{participants_words(event)}: {event.get_form_display()}"
    return "meeting", title, meeting_lines(event)


def _kind(event: Visit | Meeting) -> str:
    return str(event.get_kind_display() if isinstance(event, Visit) else event.get_form_display())
