"""The page of feeds: addresses of a filter, private ones made, renewed, revoked."""

from __future__ import annotations

import html as markup
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_visit
from visits.models import Subscription
from visits.queries.feeds import hash_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "https://visits.example"


def addresses(page: str) -> list[str]:
    found = re.findall(r'class="sub__address"[^>]*value="([^"]*)"', page)
    return [markup.unescape(one) for one in found]


def secret_of(page: str) -> str:
    return addresses(page)[0].rpartition("/")[2].removesuffix(".ics")


@pytest.fixture
def reader(client: Client) -> User:
    made = User.objects.create_user("reader")
    client.force_login(made)
    return made


def test_page_gives_the_addresses_of_a_filter(client: Client) -> None:
    page = client.get("/subscriptions/?host=FR&official=Wang+Yi&called_off=out").content.decode()
    asked = "official=Wang+Yi&host=FR&called_off=out"
    assert addresses(page) == [
        f"https://visits.example/feeds/visits.ics?{asked}",
        f"https://visits.example/feeds/visits.atom?{asked}",
    ]
    assert f'href="webcal://visits.example/feeds/visits.ics?{markup.escape(asked)}"' in page


def test_page_of_all_visits(client: Client) -> None:
    page = client.get("/subscriptions/").content.decode()
    assert addresses(page)[0] == "https://visits.example/feeds/visits.ics"


@pytest.mark.parametrize("query", ["host=nowhere", "called_off=maybe", "undated=yes"])
def test_query_that_cannot_be_read_is_a_clear_400(client: Client, query: str) -> None:
    assert client.get(f"/subscriptions/?{query}").status_code == 400


def test_private_feed_is_made_and_its_secret_shown_once(client: Client, reader: User) -> None:
    make_visit("Wang Yi", "FR", "2025-04-05", "2025-04-06")
    answer = client.post("/subscriptions/?host=FR", {"name": "France"})
    assert answer.status_code == 201
    assert "no-store" in answer.headers["Cache-Control"]
    token = secret_of(answer.content.decode())
    row = Subscription.objects.get()
    assert (row.owner, row.query, row.token_hash) == (reader, "host=FR", hash_of(token))
    assert client.get(f"/feeds/private/{token}.ics").status_code == 200
    later = client.get("/subscriptions/").content.decode()
    assert token not in later
    assert "<b>France</b>" in later


@pytest.mark.usefixtures("reader")
def test_renewed_feed_has_another_secret(client: Client) -> None:
    old = secret_of(client.post("/subscriptions/", {"name": "All"}).content.decode())
    row = Subscription.objects.get()
    answer = client.post(f"/subscriptions/{row.pk}/renew/")
    new = secret_of(answer.content.decode())
    assert [client.get(f"/feeds/private/{one}.ics").status_code for one in (old, new)] == [404, 200]


@pytest.mark.usefixtures("reader")
def test_revoked_feed_answers_nobody(client: Client) -> None:
    token = secret_of(client.post("/subscriptions/", {"name": "All"}).content.decode())
    row = Subscription.objects.get()
    assert client.post(f"/subscriptions/{row.pk}/revoke/").status_code == 302
    assert client.get(f"/feeds/private/{token}.ics").status_code == 404
    assert client.post(f"/subscriptions/{row.pk}/revoke/").status_code == 404
    assert "<b>All</b>" not in client.get("/subscriptions/").content.decode()


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
@pytest.mark.usefixtures("reader")
def test_feed_without_a_proper_name_is_refused(client: Client, name: str) -> None:
    assert client.post("/subscriptions/", {"name": name}).status_code == 422
    assert Subscription.objects.count() == 0


def test_feeds_of_one_person_are_bounded(client: Client, reader: User) -> None:
    Subscription.objects.bulk_create(
        Subscription(owner=reader, name=str(n), token_hash=hash_of(str(n))) for n in range(50)
    )
    answer = client.post("/subscriptions/", {"name": "One more"})
    assert answer.status_code == 422
    assert "revoke one that you don" in answer.content.decode()


def test_feed_of_another_person_is_not_found(client: Client) -> None:
    other = User.objects.create_user("other")
    row = Subscription.objects.create(owner=other, name="Theirs", token_hash=hash_of("x"))
    client.force_login(User.objects.create_user("reader"))
    assert client.post(f"/subscriptions/{row.pk}/renew/").status_code == 404
    assert client.post(f"/subscriptions/{row.pk}/revoke/").status_code == 404
    assert "Theirs" not in client.get("/subscriptions/").content.decode()


def test_visitor_is_sent_to_sign_in(client: Client) -> None:
    answer = client.post("/subscriptions/?host=FR", {"name": "France"})
    assert answer.headers["Location"] == "/accounts/login/?next=/subscriptions/%3Fhost%3DFR"
    assert client.post("/subscriptions/1/revoke/").status_code == 302
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_a_constant_number_of_queries(
    client: Client, reader: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for n in range(rows):
        Subscription.objects.create(owner=reader, name=f"{n}", token_hash=hash_of(str(n)))
    with django_assert_num_queries(5):
        assert client.get("/subscriptions/").status_code == 200
