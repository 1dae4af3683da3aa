"""Changes of visits as an Atom feed: an entry for each, under an id that it keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from visits.exports.ical import address_of, clean
from visits.queries.changes.kinds import CHANGE_KINDS
from visits.queries.changes.states import Told
from visits.queries.wording import place_words, visitor_words


class _PagedFeed(Atom1Feed):
    """A feed that says where its earlier entries are (RFC 5005)."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["earlier"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["earlier"]})


def changes_atom(
    told: Sequence[Told], *, site: str, about: str, own: str, earlier: str = ""
) -> bytes:
    """The feed; `own` is its address, `about` that of the page with the same changes, `earlier`
    that of the feed with those before them."""
    feed = _PagedFeed(
        title=_("What changed of visits"),
        link=about,
        description="",
        feed_url=own,
        feed_guid=own,
        author_name="Visitbook",
        language="en",
        earlier=earlier,
    )
    domain = urlsplit(site).hostname or "localhost"
    for one in told:
        kinds = ", ".join(str(CHANGE_KINDS[kind]) for kind in one.kinds)
        feed.add_item(
            title=clean(f"{visitor_words(one.visit)} → {place_words(one.visit)}: {kinds}"),
            link=address_of(one.visit, site),
            description=clean(_html(one)),
            unique_id=f"tag:{domain},2025:visit-{one.visit.pk}-{_moment(one)}",
            updateddate=one.recorded,
            pubdate=one.published,
            categories=[kind.value for kind in one.kinds],
        )
    return feed.writeString("utf-8").encode()


def _moment(told: Told) -> str:
    """When it became public: what else comes to be known of that time is news of the same entry."""
    return told.published.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")


def _html(told: Told) -> str:
    """The lines as HTML, which is what Django's feeds say that a description is."""
    return "<br>\n".join(escape(line) for line in _lines(told))


def _lines(told: Told) -> list[str]:
    """Each field with what it was and what it came to be, and who said so in which words."""
    untold = _("not told")
    lines = [
        _("%(field)s: before %(before)s, after %(after)s")
        % {
            "field": change.label,
            "before": f"“{change.before}”" if change.before else untold,
            "after": f"“{change.after}”" if change.after else untold,
        }
        for change in told.changes
    ]
    for claim in told.voices:
        quote = claim.evidence.get("sentence", {}).get("quote", "")
        said = f"{claim.announcement.source}: {quote}" if quote else str(claim.announcement.source)
        lines.append(f"{said} {claim.announcement.url}".rstrip())
    return lines
