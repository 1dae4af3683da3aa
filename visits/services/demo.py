"""The demo: the bundled sample feed as a source, and an editor to try the desk with."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from visits.models import Source
from visits.sample import sample_sources
from visits.services.accounts import role_group
from visits.terms import AccountRole, SourceFormat, SourceSide

FEED = "sample-feed"
EDITOR = "editor"
# Known to everybody, so the account is made on a demonstration alone.
PASSWORD = "visitbook-demo"  # noqa: S105  printed at every start of a demonstration
_SIDES = {
    "ministry": SourceSide.MINISTRY,
    "state_agency": SourceSide.AGENCY,
    "independent_wire": SourceSide.WIRE,
}


@dataclass(frozen=True, slots=True)
class Demo:
    """The feed's source and the editor's account."""

    source: Source
    username: str
    password: str


@transaction.atomic
def load_demo(*, feed_url: str) -> Demo:
    """Adds the sample feed with its publishers and the demo editor; a second call keeps both."""
    source, _ = Source.objects.update_or_create(
        slug=FEED,
        defaults={
            "name": "Visitbook sample announcements",
            "url": feed_url,
            "format": SourceFormat.ATOM,
            "side": SourceSide.WIRE,
            "check_minutes": 60,
        },
    )
    for publisher in sample_sources():
        Source.objects.update_or_create(
            slug=publisher.id,
            defaults={
                "name": publisher.name,
                "format": SourceFormat.PUSH,
                "country_id": publisher.side,
                "side": _SIDES[publisher.kind],
                "tier": publisher.tier,
                "timezone": publisher.time_zone,
                "feed": source,
            },
        )
    return Demo(source, _editor().get_username(), PASSWORD)


def _editor() -> User:
    user, created = User.objects.get_or_create(username=EDITOR)
    if created or not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save()
    user.groups.add(role_group(AccountRole.EDITOR))
    return user
