"""Announcements of made-up people, many to a traveller, and some of them revised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from visits.sample import SampleAnnouncement, SampleRevision

FIRST = datetime(2025, 5, 1, 9, tzinfo=UTC)
#: Names like no other's, so that no list of officials knows them.
HEADS = (
    "Badano Fukagi", "Meluvo Tarispe", "Rodaki Venumo", "Sipalo Gordane",
    "Tuvema Loskari", "Pidora Makuve", "Natilo Bergosa", "Kovani Rudepa",
    "Lugano Pestira", "Dolemi Vasturo", "Farimo Keludane", "Gavelo Munteri",
    "Hilano Porsage", "Jomara Tedilku", "Livedo Sankuro", "Maroti Beldane",
    "Nuvero Kasilpo", "Ozandi Merlutu", "Parelo Vindago", "Quiramo Deltusi",
    "Ravido Folkane", "Selumo Hardipe", "Tabino Girlosa", "Uvando Jesmeri",
)  # fmt: skip
SENDERS = ("French", "German", "Italian", "Polish", "Swedish", "Finnish", "Dutch", "Greek")
COUNTERPARTS = ("Kamaro Dijeta", "Wolani Bestuvo", "Yaredo Nimpasu", "Zukalo Tervide")
HOSTS = (("Russia", "Moscow"), ("China", "Beijing"), ("Japan", "Tokyo"), ("Canada", "Ottawa"))


def stream(count: int, *, heads: int = len(HEADS)) -> list[SampleAnnouncement]:
    """The first so many of one endless stream; every ninth was revised once."""
    return [_told(n, heads) for n in range(count)]


def _told(n: int, heads: int) -> SampleAnnouncement:
    who = n % heads
    published = FIRST + timedelta(hours=n % 200)
    return SampleAnnouncement(
        id=f"told-{n}",
        trip=f"trip-{who}",
        source="wire",
        published=published,
        lang="en",
        title="",
        text=_text(n, who, stays=2),
        facts=(),
        revisions=()
        if n % 9
        else (SampleRevision(published + timedelta(minutes=30), "", _text(n, who, stays=3)),),
    )


def _text(n: int, who: int, *, stays: int) -> str:
    tour = n // len(HEADS) % 12
    country, city = HOSTS[(who + tour) % len(HOSTS)]
    first = 1 + 2 * tour
    sender = SENDERS[who % len(SENDERS)]
    name = HEADS[who % len(HEADS)]
    return (
        f"{sender} Foreign Minister {name} will visit {country} from June {first} to June "
        f"{first + stays}, officials said in note {n}. Foreign Minister {name} and Indian Foreign "
        f"Minister {COUNTERPARTS[n % len(COUNTERPARTS)]} will meet in {city} on June {first + 1}."
    )


def without(items: Sequence[SampleAnnouncement], guid: str) -> list[SampleAnnouncement]:
    return [item for item in items if item.id != guid]
