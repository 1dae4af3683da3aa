from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from tests.factories import (
    day,
    make_announcement,
    make_claim,
    make_itinerary,
    make_meeting,
    make_official,
    make_source,
    make_tenure,
    make_visit,
)
from visits.models import (
    Change,
    Gathering,
    ItineraryRedirect,
    MeetingRedirect,
    Official,
    OfficialName,
    Source,
    Stop,
    Visit,
    VisitClaim,
    VisitRedirect,
)
from visits.services.changes import number_changes
from visits.terms import ChangeNoun, EditorialState, VisitStatus

Told = list[tuple[str, str, str]]


def told(after: int) -> Told:
    """(noun, object, event) of the changes after the number, in their order."""
    number_changes()
    rows = Change.objects.filter(number__gt=after).order_by("number")
    return list(rows.values_list("noun", "object", "event"))


@pytest.fixture
def visit(transactional_db: None) -> Visit:
    return make_visit(cities=["Moscow"])


@pytest.fixture
def start(visit: Visit) -> int:
    return number_changes().number


def test_numbers_have_no_gaps(visit: Visit) -> None:
    state = number_changes()
    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, state.number + 1))


def test_one_transaction_tells_of_a_record_once(start: int) -> None:
    with transaction.atomic():
        made = make_visit(host="JP", cities=["Tokyo", "Osaka"])
        made.purpose = "talks"
        made.save()
    assert [row for row in told(start) if row[0] == "visit"] == [("visit", str(made.pk), "created")]


@pytest.mark.parametrize(
    ("columns", "events"),
    [
        ({"purpose": "talks"}, ["changed"]),
        ({"status": VisitStatus.CANCELLED}, ["cancelled"]),
        ({"state": EditorialState.REJECTED}, ["deleted"]),
        ({}, []),
    ],
)
def test_change_of_a_visit_is_told(
    visit: Visit, start: int, columns: dict[str, str], events: list[str]
) -> None:
    if columns:
        Visit.objects.filter(pk=visit.pk).update(**columns)
    assert [event for noun, _, event in told(start) if noun == "visit"] == events


def test_restored_visit_is_created_again(visit: Visit, start: int) -> None:
    Visit.objects.filter(pk=visit.pk).update(state=EditorialState.REJECTED)
    first = number_changes().number
    Visit.objects.filter(pk=visit.pk).update(purpose="unseen")
    Visit.objects.filter(pk=visit.pk).update(state=EditorialState.PUBLISHED)
    assert [row for row in told(first) if row[0] == "visit"] == [
        ("visit", str(visit.pk), "created")
    ]


def test_merged_visit_tells_where_it_went(visit: Visit, start: int) -> None:
    heir = make_visit(host="JP")
    old, first = visit.pk, number_changes().number
    with transaction.atomic():
        VisitRedirect.objects.create(old=old, visit=heir)
        visit.delete()
    assert [row for row in told(first) if row[0] == "visit"] == [("visit", str(old), "merged")]
    assert Change.objects.get(number__gt=first, noun="visit").into == str(heir.pk)


@pytest.mark.parametrize(
    ("make", "redirects", "noun"),
    [
        (make_meeting, MeetingRedirect, "meeting"),
        (make_itinerary, ItineraryRedirect, "itinerary"),
    ],
)
def test_merged_meeting_or_tour_tells_where_it_went(
    start: int, make: Callable[[], Any], redirects: Any, noun: str
) -> None:
    heir, gone = make(), make()
    old, first = gone.pk, number_changes().number
    with transaction.atomic():
        gone.delete()
        redirects.objects.create(old=old, **{noun: heir})
    assert told(first) == [(noun, str(old), "merged")]
    assert Change.objects.get(number__gt=first).into == str(heir.pk)


def test_parts_of_a_record_change_it(visit: Visit, start: int) -> None:
    Stop.objects.create(visit=visit, city="Kazan", position=1)
    assert told(start) == [("visit", str(visit.pk), "changed")]


def test_claim_changes_its_visit_and_itself(visit: Visit) -> None:
    claim = make_claim()
    first = number_changes().number
    VisitClaim.objects.create(visit=visit, claim=claim)
    assert sorted(told(first)) == [
        ("claim", str(claim.pk), "changed"),
        ("visit", str(visit.pk), "changed"),
    ]


def test_visit_that_moves_changes_both_tours(visit: Visit, start: int) -> None:
    other = make_itinerary()
    first, old = number_changes().number, visit.itinerary_id
    Visit.objects.filter(pk=visit.pk).update(itinerary=other)
    assert sorted(row[:2] for row in told(first)) == [
        ("itinerary", str(old)),
        ("itinerary", str(other.pk)),
        ("visit", str(visit.pk)),
    ]


def test_names_and_tenures_change_their_official(start: int) -> None:
    wang = Official.objects.get()
    OfficialName.objects.create(official=wang, name="王毅", folded="王毅")
    tenure = make_tenure(wang)
    tenure.office.names = {"en": "Minister"}
    tenure.office.save()
    Official.objects.update(slug="wang")
    assert told(start) == [
        *[("official", "wang-yi", "changed")] * 3,
        ("official", "wang", "created"),
        ("official", "wang-yi", "deleted"),
    ]


def test_fetching_is_no_change_of_a_source(start: int) -> None:
    make_source()
    Source.objects.update(failures=3)
    Source.objects.update(name="Ministry")
    assert [event for noun, _, event in told(start) if noun == "source"] == ["created", "changed"]


def test_other_nouns_are_told(visit: Visit, start: int) -> None:
    Gathering.objects.create(slug="g20-2025", name="G20", start=day("2025-11-22"))
    meeting = make_meeting([make_official()], visits=[visit])
    announcement = make_announcement()
    nouns = {(noun, name) for noun, name, _ in told(start)}
    assert nouns == {
        ("gathering", "g20-2025"),
        ("meeting", str(meeting.pk)),
        ("announcement", str(announcement.pk)),
        ("source", "cn-mfa"),
    }


def test_state_of_nouns_is_that_of_their_last_change(visit: Visit) -> None:
    make_source()
    everything, visits = number_changes(), number_changes(nouns=[ChangeNoun.VISIT])
    assert visits.number < everything.number
    assert number_changes(nouns=[ChangeNoun.GATHERING]).number == 0


@pytest.mark.slow
def test_nothing_is_missed_under_concurrent_commits(visit: Visit) -> None:
    """Transactions that overlap and end in another order; a reader follows all the while."""
    seen: list[int] = []
    wanted: list[str] = []
    done = threading.Event()

    def write(seed: int) -> None:
        draw = Random(seed)
        for n in range(25):
            with transaction.atomic():
                name = f"seed-{seed}-{n}"
                Gathering.objects.create(slug=name, name=name)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(%s)", [draw.random() / 100])
                if draw.random() < 0.2:
                    transaction.set_rollback(True)
                else:
                    wanted.append(name)
        connection.close()

    def read() -> None:
        while not done.is_set() or not seen or seen[-1] < number_changes().number:
            number_changes()
            rows = Change.objects.filter(number__gt=seen[-1] if seen else 0).order_by("number")
            seen.extend(number for number in rows.values_list("number", flat=True) if number)
        connection.close()

    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
    readers = [threading.Thread(target=read) for _ in range(1)]
    for thread in [*readers, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert seen == sorted(set(seen)) == list(range(1, number_changes().number + 1))
    found = Change.objects.filter(noun="gathering", number__in=seen).values_list("object")
    assert sorted(name for (name,) in found) == sorted(wanted)
