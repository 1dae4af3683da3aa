"""What is followed, on pages: begun, changed, ended, and letters stopped by a mail program."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_official, make_version, make_visit
from visits.choices import Rhythm, WatchKind
from visits.models import Watch, WatchEntry
from visits.services.watching.keeping import follow, stopping_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> User:
    user = User.objects.create_user("reader", "reader@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    return user


def watch_of(user: User, rhythm: Rhythm = Rhythm.DAILY) -> Watch:
    official = make_official("Wang Yi")
    return follow(user=user, kind=WatchKind.OFFICIAL, target=official.slug, rhythm=rhythm)


def test_official_is_followed_from_its_page(client: Client, reader: User) -> None:
    make_official("Wang Yi")
    page = client.get("/watches/?official=wang-yi").content.decode()
    assert 'name="target" value="wang-yi"' in page
    answer = client.post(
        "/watches/",
        {"kind": "official", "target": "wang-yi", "rhythm": "weekly", "note": "the minister"},
    )
    assert answer.headers["Location"] == "/watches/"
    row = Watch.objects.get()
    assert (row.user, row.target, row.rhythm, row.note) == (
        reader, "wang-yi", "weekly", "the minister",
    )  # fmt: skip
    page = client.get("/watches/").content.decode()
    assert "the minister" in page
    assert "Letters go to reader@example.org." in page


def test_what_is_not_there_is_refused(client: Client, reader: User) -> None:
    told = {"kind": "country", "target": "QQ", "rhythm": "never"}
    answer = client.post("/watches/", told)
    assert answer.status_code == 422
    assert "There is nothing of that name to be followed." in answer.content.decode()


def test_rhythm_and_note_are_changed_by_their_owner_alone(client: Client, reader: User) -> None:
    row = watch_of(reader)
    told = {"rhythm": "at_once", "note": "now"}
    assert client.post(f"/watches/{row.pk}/", told).status_code == 302
    row.refresh_from_db()
    assert (row.rhythm, row.note) == ("at_once", "now")
    client.force_login(User.objects.create_user("other"))
    assert client.post(f"/watches/{row.pk}/", told).status_code == 404
    assert client.post(f"/watches/{row.pk}/end/").status_code == 404
    client.force_login(reader)
    client.post(f"/watches/{row.pk}/end/")
    assert Watch.objects.count() == 0


def test_mail_program_stops_letters_without_a_session(reader: User) -> None:
    row = watch_of(reader)
    token = stopping_token(reader, Rhythm.DAILY)
    program = Client(enforce_csrf_checks=True)
    assert program.get(f"/watches/stop/{token}/").status_code == 200
    row.refresh_from_db()
    assert row.rhythm == "daily"
    answer = program.post(f"/watches/stop/{token}/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.rhythm == "never"
    assert program.post("/watches/stop/forged/").status_code == 404


def test_list_takes_as_many_queries_for_three_changes_as_for_one(
    client: Client, reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = watch_of(reader)
    for count in (1, 3):
        WatchEntry.objects.all().delete()
        for n in range(count):
            day = f"2025-04-0{n + 1}"
            state = make_version(make_visit("Wang Yi", start=day, end=day), "2025-03-28")
            WatchEntry.objects.create(watch=row, version=state.pk, is_mailed=False)
        with django_assert_num_queries(QUERIES):
            page = client.get("/watches/").content.decode()
        assert page.count('class="change"') == count


QUERIES = 17


def test_list_is_of_its_owner_alone(client: Client, reader: User) -> None:
    state = make_version(make_visit("Wang Yi"), "2025-03-28")
    WatchEntry.objects.create(watch=watch_of(reader), version=state.pk, is_mailed=False)
    client.force_login(User.objects.create_user("other"))
    assert client.get("/watches/").content.decode().count('class="change"') == 0
