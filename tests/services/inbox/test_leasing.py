"""One item is one editor's: leases, those that ran out, and two editors at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from tests.factories import make_visit
from visits.models import InboxItem
from visits.queries.inbox.items import items_held, matters_waiting
from visits.services.inbox.leasing import lease_item, lease_next, let_go
from visits.terms import EditorialState, InboxKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors(db: None) -> tuple[User, User]:
    for _ in range(2):
        make_visit(state=EditorialState.PROPOSED)
    return User.objects.create_user("ana"), User.objects.create_user("ben")


def taken(editor: User, after: int = 0) -> InboxItem | None:
    matters = matters_waiting(InboxKind.DOUBT)
    return lease_next(matters=matters, editor=editor, after=after)


def test_two_editors_get_two_items_and_each_their_own_again(editors: tuple[User, User]) -> None:
    ana, ben = editors

    first, second = taken(ana), taken(ben)

    assert first is not None
    assert second is not None
    assert first.pk != second.pk
    assert taken(ana) == first
    assert not lease_item(item=first, editor=ben)
    assert items_held([first.key, second.key], ben) == {first.key: "ana"}
    assert taken(User.objects.create_user("eve")) is None


def test_a_lease_that_ran_out_or_was_given_back_is_anybodys(editors: tuple[User, User]) -> None:
    ana, ben = editors
    first = taken(ana)
    assert first is not None
    InboxItem.objects.filter(pk=first.pk).update(leased_until=timezone.now())
    assert lease_item(item=first, editor=ben)
    let_go(editor=ben)
    assert lease_item(item=first, editor=ana)


def test_taking_the_next_gives_the_one_before_back(editors: tuple[User, User]) -> None:
    ana, ben = editors
    first = taken(ana)
    assert first is not None
    second = taken(ana, after=first.pk)
    assert second is not None
    assert second.pk != first.pk
    assert taken(ben) == first


@pytest.mark.django_db(transaction=True)
def test_editors_at_the_same_moment_never_get_the_same_item() -> None:
    for _ in range(6):
        make_visit(state=EditorialState.PROPOSED)
    people = [User.objects.create_user(f"editor{n}") for n in range(4)]
    together = Barrier(len(people))

    def take(editor: User) -> str:
        together.wait()
        try:
            found = taken(editor)
            return found.key if found else ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        keys = list(pool.map(take, people))

    assert "" not in keys
    assert len(set(keys)) == len(people)
