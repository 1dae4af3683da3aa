"""Rows of the gatherings that visits and meetings are told to be at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import date

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify

from visits.models import Gathering, Meeting, Visit
from visits.reference import fold

ROUNDS = 5
_ARTICLE = re.compile(r"^(?:the|an?|le|la|les|el|los|las) ")
# The year tells one of a series from another as well as its number does.
_NUMBER = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th|e|eme)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|annual|upcoming|(?:19|20)\d\d)\b|\([^)]*\)"
)
_LONGEST = 140


def gathering_for(name: str, day: date, host: str | None) -> Gathering:
    """The row of a gathering by its name and year, made where there is none.

    It stays until the transaction ends: whoever clears up leaves a row alone that is held so.
    """
    slug = gathering_slug(name, day.year)
    for _ in range(ROUNDS):
        held = Gathering.objects.raw(
            "SELECT * FROM visits_gathering WHERE slug = %s FOR KEY SHARE", [slug]
        )
        for row in held:
            return row
        row = Gathering(slug=slug, name=name[:300], country_id=host)
        Gathering.objects.bulk_create([row], ignore_conflicts=True)
    raise RuntimeError(f"gathering {slug} went {ROUNDS} times while it was looked up")


def gathering_slug(name: str, year: int) -> str:
    """A gathering's key: its folded name without article and number, and the year.

    What an address cannot spell ("二十国集团峰会") is named by its hash as well.
    """
    folded = _ARTICLE.sub("", fold(name))
    bare = " ".join(_NUMBER.sub(" ", folded).split()) or folded
    spelt = slugify(bare)
    if not bare.isascii():
        spelt = f"{spelt}-{hashlib.sha256(bare.encode()).hexdigest()[:10]}".lstrip("-")
    return f"{spelt[:_LONGEST].strip('-')}-{year}"


def settle_gatherings(wanted: Collection[int]) -> None:
    """Names and places these after all that points to them; what nothing points to goes.

    So they are the same whatever came first. What somebody edited is theirs.
    """
    if not wanted:
        return
    rows = Gathering.objects.filter(pk__in=wanted).exclude(pk__in=_edited(wanted))
    pointed: set[int] = set()
    for row in rows.select_for_update(no_key=True).order_by("pk"):
        told = _told(row)
        if not told:
            continue
        pointed.add(row.pk)
        name = max((name for name, _ in told), key=lambda name: (len(name), name))[:300]
        hosts = {host for _, host in told if host}
        country = hosts.pop() if len(hosts) == 1 else None
        if (row.name, row.country_id) != (name, country):
            row.name, row.country_id = name, country
            row.save(update_fields=["name", "country"])
    unused = rows.exclude(pk__in=pointed).filter(visits=None, meetings=None).order_by("pk")
    free = unused.select_for_update(skip_locked=True, of=("self",))
    Gathering.objects.filter(pk__in=[row.pk for row in free]).delete()


def _told(row: Gathering) -> list[tuple[str, str | None]]:
    """The names that what points to a gathering has for it, each with a country."""
    visits = Visit.objects.filter(gathering=row).order_by()
    meetings = Meeting.objects.filter(gathering=row).order_by()
    told = [
        *visits.values_list("values__gathering__value", "host_id"),
        *meetings.values_list("values__gathering__value", "country_id"),
    ]
    return [(name or row.name, host) for name, host in told]


def _edited(wanted: Collection[int]) -> list[int]:
    """Those that somebody made or changed by hand, as the admin's log has it."""
    log = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Gathering),
        object_id__in=[str(pk) for pk in wanted],
    )
    return [int(pk) for pk in log.values_list("object_id", flat=True) if pk]
