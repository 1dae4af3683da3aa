"""What concerns what is followed, and what may be followed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.pipeline import item, tell
from tests.services.watching.test_letters import ANNOUNCED, ELSEWHERE
from visits.choices import Rhythm, WatchKind
from visits.models import Itinerary, Visit, Watch, WatchEntry
from visits.queries.watches.lists import changes_of_watches, states_told_to
from visits.services.saved import save_filter
from visits.services.watching.gathering import gather_entries
from visits.services.watching.keeping import follow
from visits.validators import FieldProblem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

OFF = item(
    "wire-2",
    "Chinese Foreign Minister Wang Yi has cancelled his visit to Russia on April 1, officials "
    "said.",
    day="2025-03-28",
)


def told_to(user: User) -> list[tuple[str, ...]]:
    gather_entries()
    found = changes_of_watches(user, list(states_told_to(user)))
    return [tuple(map(str, one.change.kinds)) for one in found]


@pytest.mark.parametrize("kind", list(WatchKind))
def test_everything_that_can_be_followed(reader: User, kind: WatchKind) -> None:
    tell(ANNOUNCED, ELSEWHERE)
    visit = Visit.objects.get(host="RU")
    assert visit.head is not None
    saved = save_filter(user=reader, name="Planned", page="month", query="host=RU&status=planned")
    targets = {
        WatchKind.OFFICIAL: visit.head.slug,
        WatchKind.COUNTRY: "CN",
        WatchKind.PAIR: "CN-RU",
        WatchKind.ITINERARY: str(Itinerary.objects.get(visits=visit).pk),
        WatchKind.FILTER: str(saved.pk),
    }
    follow(user=reader, kind=kind, target=targets[kind])
    assert told_to(reader) == []
    tell(OFF)
    (kinds,) = told_to(reader)
    assert "cancelled" in kinds


def test_filter_of_words_tells_what_its_announcements_say(reader: User) -> None:
    saved = save_filter(user=reader, name="Moscow", page="month", query="q=Moscow")
    follow(user=reader, kind=WatchKind.FILTER, target=str(saved.pk))
    tell(ANNOUNCED, ELSEWHERE)
    assert told_to(reader) == [("announced",)]


def test_following_twice_is_once(reader: User) -> None:
    for _ in range(2):
        follow(user=reader, kind=WatchKind.COUNTRY, target="RU")
    assert Watch.objects.count() == 1


def test_filter_that_is_forgotten_is_followed_no_more(reader: User) -> None:
    saved = save_filter(user=reader, name="All", page="month", query="")
    follow(user=reader, kind=WatchKind.FILTER, target=str(saved.pk))
    tell(ANNOUNCED)
    assert told_to(reader) == [("announced",)]
    saved.delete()
    assert (Watch.objects.count(), WatchEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (WatchKind.OFFICIAL, "nobody"),
        (WatchKind.COUNTRY, "QQ"),
        (WatchKind.PAIR, "CN-CN"),
        (WatchKind.PAIR, "CN"),
        (WatchKind.ITINERARY, "x"),
        (WatchKind.ITINERARY, "99"),
        (WatchKind.FILTER, "99"),
    ],
)
def test_what_is_not_there_cannot_be_followed(reader: User, kind: WatchKind, target: str) -> None:
    with pytest.raises(FieldProblem):
        follow(user=reader, kind=kind, target=target)


def test_letters_need_a_confirmed_address(db: None) -> None:
    user = User.objects.create_user("other", "other@example.org")
    with pytest.raises(FieldProblem):
        follow(user=user, kind=WatchKind.COUNTRY, target="RU", rhythm=Rhythm.DAILY)
    assert follow(user=user, kind=WatchKind.COUNTRY, target="RU").rhythm == Rhythm.NEVER
