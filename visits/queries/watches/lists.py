"""What a person follows, by name, and what changed of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse

from visits.choices import WatchKind
from visits.models import Country, Itinerary, Official, SavedFilter, Watch, WatchEntry, WatchLetter
from visits.queries.changes.states import Told, changes_told
from visits.queries.criteria import split_pair
from visits.queries.names import official_name
from visits.queries.wording import country_name

MOST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed, what it is called and where it is shown; `feed` is "" where none is."""

    watch: Watch
    name: str
    url: str
    feed: str


@dataclass(slots=True)
class Concern:
    """A change, and what it concerns of what the person follows."""

    change: Told
    of: list[Followed] = field(default_factory=list)


def watches_of(user: User) -> list[Followed]:
    return followed(Watch.objects.filter(user=user).select_related("saved"))


def followed(watches: Iterable[Watch]) -> list[Followed]:
    """Each with its name; what is not there any more is called as it was asked for."""
    rows = list(watches)
    slugs = [row.target for row in rows if row.kind == WatchKind.OFFICIAL]
    people = {one.slug: official_name(one) for one in Official.objects.filter(slug__in=slugs)}
    tours = Itinerary.objects.select_related("head").in_bulk(
        [int(row.target) for row in rows if row.kind == WatchKind.ITINERARY]
    )
    return [_followed(row, people, tours) for row in rows]


def _followed(watch: Watch, people: dict[str, str], tours: dict[int, Itinerary]) -> Followed:
    kind, target, feed = watch.kind, watch.target, reverse("changes-feed")
    if watch.saved is not None:
        query = f"?{watch.saved.query}" if watch.saved.query else ""
        feed = reverse("feed-atom") + query
        return Followed(watch, watch.saved.name, watch.saved.get_absolute_url(), feed)
    if kind == WatchKind.OFFICIAL:
        name, url = people.get(target, target), reverse("official", args=[target])
        return Followed(watch, name, url, f"{feed}?official={target}")
    if kind == WatchKind.COUNTRY:
        url = reverse("country", args=[target])
        return Followed(watch, country_name(target), url, f"{feed}?country={target}")
    if kind == WatchKind.PAIR:
        name = " – ".join(country_name(code) for code in split_pair(target))
        url = reverse("pair", args=[target.lower()])
        return Followed(watch, name, url, f"{feed}?pair={target}")
    tour = tours.get(int(target))
    return Followed(watch, str(tour or target), reverse("itinerary", args=[int(target)]), "")


def asked_for(user: User, kind: str, target: str) -> Watch | None:
    """What the person would follow, not stored; None where there is nothing of that name."""
    if kind == WatchKind.FILTER:
        is_number = target.isascii() and target.isdigit() and len(target) < 19
        saved = SavedFilter.objects.filter(user=user, pk=target).first() if is_number else None
        return Watch(kind=kind, saved=saved) if saved else None
    is_known = kind in {*WatchKind} and is_there(WatchKind(kind), target)
    return Watch(kind=kind, target=target) if is_known else None


def is_there(kind: WatchKind, target: str) -> bool:
    """Whether there is such an official, country, pair or tour to be followed."""
    if kind == WatchKind.OFFICIAL:
        return Official.objects.filter(slug=target).exists()
    if kind == WatchKind.COUNTRY:
        return Country.objects.filter(code=target).exists()
    if kind == WatchKind.PAIR:
        try:
            codes = {*split_pair(target)}
        except ValueError:
            return False
        return len(codes) == 2 and Country.objects.filter(code__in=codes).count() == 2
    is_number = target.isascii() and target.isdigit() and len(target) < 19
    return is_number and Itinerary.objects.filter(pk=target).exists()


def states_told_to(user: User) -> QuerySet[WatchEntry, int]:
    """Ids of the states that concern what the person follows, the latest first, each once."""
    found = WatchEntry.objects.filter(watch__user=user).order_by("-version")
    return found.values_list("version", flat=True).distinct()


def changes_of_watches(user: User, states: Sequence[int]) -> list[Concern]:
    """Those states in words, the latest first, each with what it concerns."""
    named = {one.watch.pk: one for one in watches_of(user)}
    told = {one.state: Concern(one) for one in changes_told(states)}
    rows = WatchEntry.objects.filter(watch__user=user, version__in=states).order_by("watch")
    for state, watch in rows.values_list("version", "watch"):
        if state in told and watch in named:
            told[state].of.append(named[watch])
    return [told[state] for state in sorted(told, reverse=True)]


def letters_to(user: User) -> list[WatchLetter]:
    """The latest ones."""
    return list(WatchLetter.objects.filter(user=user)[:MOST_LETTERS])
