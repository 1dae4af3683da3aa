"""Visits as an Atom feed of what changed last."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.feedgenerator import Atom1Feed

from visits.exports.ical import address_of, clean, summary_lines, uid_of
from visits.models import Visit
from visits.queries.wording import place_words, visitor_words

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def atom_of(visits: Sequence[Visit], *, name: str, site: str, about: str, own: str) -> bytes:
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
    for visit in visits:
        feed.add_item(
            title=clean(f"{visitor_words(visit)} to {place_words(visit)}"),
            link=address_of(visit, site),
            description=clean(" ".join(summary_lines(visit))),
            unique_id=f"tag:{uid_of(visit, site).partition('@')[2]},2025:visit-{visit.pk}",
            updateddate=visit.changed_at,
            pubdate=visit.created_at,
            categories=[str(visit.get_kind_display()), str(visit.get_status_display())],
        )
    return feed.writeString("utf-8").encode()
