"""Changes of visits as an Atom feed: an entry for each, which never changes afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from visits.exports.ical import address_of, clean
from visits.queries.changes.kinds import CHANGE_KINDS
from visits.queries.changes.states import Told
from visits.queries.wording import place_words, visitor_words


def changes_atom(told: Sequence[Told], *, site: str, about: str, own: str) -> bytes:
    """The feed; `own` is its address, `about` that of the page with the same changes."""
    feed = Atom1Feed(
        title=_("What changed of visits"),
        link=about,
        description="",
        feed_url=own,
        feed_guid=own,
        author_name="Visitbook",
        language="en",
    )
    domain = urlsplit(site).hostname or "localhost"
    for one in told:
        kinds = ", ".join(str(CHANGE_KINDS[kind]) for kind in one.kinds)
        feed.add_item(
            title=clean(f"{visitor_words(one.visit)} → {place_words(one.visit)}: {kinds}"),
            link=address_of(one.visit, site),
            description=clean(_lines(one)),
            unique_id=f"tag:{domain},2025:visit-{one.visit.pk}-state-{one.number}",
            updateddate=one.recorded,
            pubdate=one.published,
            categories=[kind.value for kind in one.kinds],
        )
    return feed.writeString("utf-8").encode()


def _lines(told: Told) -> str:
    """Each field with what it was and what it came to be, and who said so."""
    lines = [
        f"{change.label}: {change.before} → {change.after or _('not told')}"
        if change.before
        else f"{change.label}: {change.after}"
        for change in told.changes
    ]
    lines += [
        f"{claim.announcement.source}: {claim.announcement.url}"
        for claim in told.voices
        if claim.announcement.url
    ]
    return "\n".join(lines)
