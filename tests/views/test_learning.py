"""The page of reader and linker against editors, and its tables as CSV."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pipeline import item, tell
from visits.models import Decision, ReferenceLoad, Visit
from visits.services.editing import confirm_visit, reject_visit
from visits.services.reference import load_countries

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = User.objects.create_user("ed", password=None, is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def two_weeks(editor: User) -> None:
    """A visit confirmed in one week and one rejected in the next."""
    load_countries()
    ReferenceLoad.objects.create(version="countries alone")
    tell(
        item("a", "Foreign Minister Wang Yi will visit Russia on April 5.", day="2025-03-28"),
        item("b", "Foreign Minister Wang Yi will visit France on April 9.", day="2025-03-28"),
    )
    russia, france = Visit.objects.order_by("start_earliest")
    confirm_visit(visit=russia, editor=editor)
    reject_visit(visit=france, editor=editor)
    for decision, day in zip(Decision.objects.order_by("pk"), ("03", "10"), strict=True):
        Decision.objects.filter(pk=decision.pk).update(made_at=f"2025-03-{day}T12:00:00Z")


@pytest.mark.usefixtures("two_weeks")
def test_page_draws_the_weeks_and_tells_the_numbers(client: Client) -> None:
    html = client.get("/figures/learning/").content.decode()

    assert html.count('class="learning__dot learning__dot--precise"') == 3  # two weeks, one band
    assert '<th scope="row">2025-03-10</th>' in html
    assert '50 % <span class="muted">(1/2, 9–91)</span>' in html


@pytest.mark.usefixtures("two_weeks")
def test_weeks_are_told_as_csv(client: Client) -> None:
    answer = client.get("/figures/learning/weeks.csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode().splitlines()[:3] == [
        "week,measure,right,judged,share,low,high",
        "2025-03-10,reader_precision,0,1,0.0,0.0,0.7935",
        "2025-03-10,reader_recall,0,0,,,",
    ]


@pytest.mark.usefixtures("two_weeks")
def test_bands_and_fields_are_told_as_csv(client: Client) -> None:
    lines = client.get("/figures/learning/confidence.csv").content.decode().splitlines()

    assert lines[0] == "of,from,to,said,right,judged,share,low,high"
    assert "field,host,,,1,1,1.0,0.2065,1.0" in lines


@pytest.mark.usefixtures("editor")
def test_nothing_decided_is_said_so(client: Client) -> None:
    html = client.get("/figures/learning/").content.decode()

    assert "No editor has decided anything yet" in html
    assert "<svg" not in html.partition("<main")[2]


def test_others_are_kept_out(client: Client) -> None:
    assert client.get("/figures/learning/").status_code == 302
    client.force_login(User.objects.create_user("reader", password=None))
    assert client.get("/figures/learning/").status_code == 403
