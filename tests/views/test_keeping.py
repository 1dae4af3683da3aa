from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_visit
from visits.models import Official, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]
MONTH = "/calendar/2025/4/"


@pytest.fixture
def visit() -> Visit:
    return make_visit("Wang Yi", "RU", "2025-04-01", "2025-04-02")


def test_page_asked_again_costs_one_query(
    client: Client, visit: Visit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(MONTH)
    with django_assert_num_queries(1):
        second = client.get(MONTH)
    assert second.content == first.content
    assert second.headers["Content-Type"] == first.headers["Content-Type"]


def test_page_that_a_browser_holds_is_told_so(client: Client, visit: Visit) -> None:
    etag = client.get(MONTH).headers["ETag"]
    answer = client.get(MONTH, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize("what", ["visit", "official", "country"])
def test_page_after_a_change_is_told_anew(client: Client, visit: Visit, what: str) -> None:
    etag = client.get(MONTH).headers["ETag"]
    if what == "visit":
        Visit.objects.filter(pk=visit.pk).update(status="cancelled")
    elif what == "official":
        Official.objects.filter(visits_led=visit).update(name="Wang Yi the Second")
    else:
        visit.host.names = {"en": "Another Name"}
        visit.host.save()
    answer = client.get(MONTH, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def test_page_differs_by_language_address_day_and_htmx(
    client: Client, visit: Visit, settings: Settings
) -> None:
    asked = [
        client.get(MONTH),
        client.get(MONTH, headers={"Accept-Language": "fr"}),
        client.get(f"{MONTH}?host=RU"),
        client.get(MONTH, headers={"HX-Request": "true", "HX-Target": "calendar"}),
    ]
    settings.VISITBOOK_TODAY = date(2025, 4, 3)
    asked.append(client.get(MONTH))
    assert len({one.headers["ETag"] for one in asked}) == len(asked)


def test_page_of_who_signed_in_is_not_kept(client: Client, visit: Visit) -> None:
    client.force_login(User.objects.create_user("reader"))
    assert "ETag" not in client.get(MONTH).headers


def test_page_with_something_wrong_is_not_kept(client: Client, visit: Visit) -> None:
    answers = [client.get(f"{MONTH}?rank=pope") for _ in range(2)]
    assert [(one.status_code, "ETag" in one.headers) for one in answers] == [(400, False)] * 2


def test_page_is_told_when_the_cache_is_away(
    client: Client, visit: Visit, settings: Settings
) -> None:
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    assert [client.get(MONTH).status_code for _ in range(2)] == [200, 200]
