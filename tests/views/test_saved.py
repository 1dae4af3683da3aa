"""Filters that a signed-in person keeps."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from visits.models import SavedFilter
from visits.queries.saved import saved_filters_of
from visits.services.saved import MOST_SAVED

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> User:
    user = User.objects.create_user("reader", password="a-long-password")
    client.force_login(user)
    return user


def save(client: Client, **told: str) -> Any:
    return client.post("/saved/", {"name": "Mine", "page": "week", "query": "host=RU", **told})


def test_filter_is_kept_with_its_page_and_leads_back(client: Client, reader: User) -> None:
    answer = save(client, query="host=ru&page=7&from=2025-04-01&colour=kind&nonsense=1")
    assert answer.headers["Location"] == "/calendar/go/?view=week&host=RU&colour=kind"
    html = client.get("/calendar/2025/4/").content.decode()
    assert 'href="/calendar/go/?view=week&amp;host=RU&amp;colour=kind"><bdi>Mine</bdi>' in html


def test_same_name_is_replaced(client: Client, reader: User) -> None:
    save(client)
    save(client, query="host=JP")
    assert [one.query for one in saved_filters_of(reader)] == ["host=JP"]


@pytest.mark.parametrize(
    "told",
    [{"name": ""}, {"name": "x" * 81}, {"page": "decade"}, {"query": "host=RUSSIA"}],
)
def test_what_cannot_be_kept_is_refused_in_words(
    client: Client, reader: User, told: dict[str, str]
) -> None:
    answer = save(client, **told)
    assert answer.headers["Location"] == "/"
    assert b"notice--error" in client.get("/").content
    assert len(saved_filters_of(reader)) == 0


def test_no_more_are_kept_than_fit(client: Client, reader: User) -> None:
    SavedFilter.objects.bulk_create(
        SavedFilter(user=reader, name=str(n), page="month") for n in range(MOST_SAVED)
    )
    save(client)
    assert len(saved_filters_of(reader)) == MOST_SAVED


def test_forgetting_is_for_the_owner_alone(client: Client, reader: User) -> None:
    other = User.objects.create_user("other")
    theirs = SavedFilter.objects.create(user=other, name="Theirs", page="month")
    mine = SavedFilter.objects.create(user=reader, name="Mine", page="month")
    assert client.post(f"/saved/{theirs.pk}/forget/").status_code == 404
    assert client.post(f"/saved/{mine.pk}/forget/").status_code == 302
    assert b"Theirs" not in client.get("/calendar/2025/4/").content
    assert [one.name for one in SavedFilter.objects.all()] == ["Theirs"]


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    assert save(client).headers["Location"] == "/accounts/login/?next=/saved/"
    assert b"Saved filters" not in client.get("/calendar/2025/4/").content
