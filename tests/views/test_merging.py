"""Visits made one and parted on pages, each foreseen first; and two editors on one field."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories import make_editor
from tests.pipeline import item, settle, tell
from visits.models import Claim, Decision, Visit, VisitRedirect
from visits.services.timelines import store_claims

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

SPRING = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-03-28",
    publisher="cn-mfa",
)
SPRING_TOO = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to April 2.",
    day="2025-03-28",
    publisher="ru-mid",
)
JUNE = item(
    "wire-2",
    "Chinese Foreign Minister Wang Yi will visit Russia from June 10 to June 12, officials said.",
    day="2025-06-03",
)
JUNE_TOO = item(
    "ru-2",
    "Chinese Foreign Minister Wang Yi will be in Moscow from June 10 to June 12.",
    day="2025-06-04",
    publisher="ru-mid",
)
LAVROV = item(
    "wire-3",
    "Russian Foreign Minister Sergey Lavrov will visit China from May 3 to May 5, officials said.",
    day="2025-04-30",
)


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return found[1] if found else ""


def sizes() -> list[int]:
    return sorted(visit.claims.count() for visit in Visit.objects.all())


def test_merge_undo_and_merge_again(editor: Client) -> None:
    tell(SPRING, SPRING_TOO, JUNE, JUNE_TOO)
    spring, june = Visit.objects.order_by("start_earliest")
    address = f"/visits/{spring.pk}/merge/?other={june.pk}"

    html = editor.get(address).content.decode()

    assert f"The address of visit {june.pk} will lead on" in html
    assert (Decision.objects.count(), sizes()) == (0, [2, 2])
    for _ in range(2):
        seen = hidden(editor.get(address).content.decode(), "seen")
        assert editor.post(address, {"seen": seen, "reason": "One trip."}).status_code == 302
        assert sizes() == [4]
        assert VisitRedirect.objects.values_list("old", "visit").get() == (june.pk, spring.pk)
        made = Decision.objects.filter(undone_at=None)[0]
        editor.post(f"/visits/{spring.pk}/undo/{made.pk}/")
        assert sizes() == [2, 2]
        assert set(Visit.objects.values_list("pk", flat=True)) == {spring.pk, june.pk}
    assert Decision.objects.filter(undone_at=None).count() == 0


def test_merge_across_host_countries_warns_and_asks_for_a_tick(editor: Client) -> None:
    tell(SPRING, LAVROV)
    spring, other = Visit.objects.order_by("start_earliest")
    address = f"/visits/{spring.pk}/merge/?other={other.pk}"

    html = editor.get(address).content.decode()
    refused = editor.post(address, {"seen": hidden(html, "seen"), "reason": "Why not."})

    assert "They are to different countries, Russia and China" in html
    assert "They are of different people" in html
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    assert 'value="Why not."' in refused.content.decode()
    sure = {"seen": hidden(html, "seen"), "sure": "on"}
    assert editor.post(address, sure).status_code == 302
    assert Decision.objects.count() > 0


def test_split_as_it_was_foreseen_and_made_one_again(editor: Client) -> None:
    tell(SPRING, SPRING_TOO)
    visit = Visit.objects.get()
    claim = visit.claims.order_by("pk")[0]
    address = f"/visits/{visit.pk}/split/"
    html = editor.get(f"{address}?claim={claim.pk}").content.decode()
    assert html.count('class="foreseen__visit"') == 3
    assert Visit.objects.count() == 1

    editor.post(address, {"claim": claim.pk, "seen": hidden(html, "seen"), "reason": "Two."})

    assert sizes() == [1, 1]
    one, other = Visit.objects.order_by("pk")
    merge = f"/visits/{one.pk}/merge/?other={other.pk}"
    seen = hidden(editor.get(merge).content.decode(), "seen")
    editor.post(merge, {"seen": seen})
    assert sizes() == [2]


def test_split_from_the_inbox_leads_on_to_its_next_item(editor: Client) -> None:
    tell(SPRING, SPRING_TOO)
    visit = Visit.objects.get()
    claim = visit.claims.order_by("pk")[0]
    html = editor.get("/inbox/?kind=contradiction").content.decode()
    item = re.search(r"/inbox/items/(contradiction:[^/\"]+)/", html)
    assert item is not None
    page = editor.get(f"/inbox/items/{item[1]}/").content.decode()
    address = re.search(rf'"(/visits/{visit.pk}/split/\?item=[^"]+)"', page)
    assert address is not None
    foreseen = editor.get(f"{address[1]}&claim={claim.pk}").content.decode()
    told = {name: hidden(foreseen, name) for name in ("item", "seen")}

    answer = editor.post(f"/visits/{visit.pk}/split/", told | {"claim": claim.pk})

    assert (sizes(), answer.headers["Location"][:20]) == ([1, 1], "/inbox/items/person:")
    other = editor.post(f"/visits/{visit.pk}/split/", told | {"item": "//evil.example"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("merge/", 200),
        ("merge/?other=nonsense", 422),
        ("merge/?other=999999999", 422),
        ("merge/?other={pk}", 422),
        ("split/", 200),
        ("split/?claim={claim}", 422),
    ],
)
def test_what_cannot_be_foreseen_says_so(editor: Client, address: str, code: int) -> None:
    tell(SPRING)
    visit = Visit.objects.get()
    claim = visit.claims.get().pk
    whole = f"/visits/{visit.pk}/{address.format(pk=visit.pk, claim=claim)}"
    assert editor.get(whole).status_code == code


def test_merge_of_what_has_changed_since_shows_it_anew(editor: Client) -> None:
    tell(SPRING, JUNE)
    spring, june = Visit.objects.order_by("start_earliest")
    address = f"/visits/{spring.pk}/merge/?other={june.pk}"

    answer = editor.post(address, {"seen": "another", "reason": "One trip."})

    assert (answer.status_code, sizes()) == (409, [1, 1])
    assert 'value="One trip."' in answer.content.decode()


def read_better(visit: Visit) -> None:
    """What an engine stores that reads more in the same texts: other places, and the kind."""
    now = timezone.now()
    for row in visit.claims.select_related("announcement__source"):
        value = row.value | {"destination_city": "Sochi", "kind": "official"}
        better = Claim(
            key=row.key,
            generation=row.generation + 1,
            announcement=row.announcement,
            subject=row.subject,
            value=value,
            evidence=row.evidence,
            side=row.side,
            confidence=0.99,
            engine="the next one",
        )
        store_claims([better], now, replaced=[row])
    settle()


def corrected(client: Client, visit: Visit, html: str, field: str, value: str) -> int:
    """Sends the form of a field as the page showed it; the code of the answer."""
    form = html.partition(f'id="correct-{field}"')[2]
    told = {name: hidden(form, name) for name in ("seen", "was")}
    given = {"field": field, "value": value, "reason": "Phoned.", **told}
    return client.post(f"/visits/{visit.pk}/correct/", given).status_code


def test_second_editor_of_a_field_sees_both_versions_and_loses_nothing(editor: Client) -> None:
    tell(SPRING)
    visit = Visit.objects.get()
    other = Client()
    other.force_login(make_editor("ben"))
    html = editor.get(visit.get_absolute_url()).content.decode()
    theirs = other.get(visit.get_absolute_url()).content.decode()
    assert corrected(editor, visit, html, "city", "Kazan") == 302

    form = theirs.partition('id="correct-city"')[2]
    told = {name: hidden(form, name) for name in ("seen", "was")}
    answer = other.post(
        f"/visits/{visit.pk}/correct/",
        {"field": "city", "value": "Sochi", "reason": "Read it.", **told},
    )

    both = answer.content.decode()
    assert answer.status_code == 409
    assert ("Kazan" in both, 'value="Sochi"' in both, 'value="Read it."' in both) == (True,) * 3
    assert [stop.city for stop in visit.stops.all()] == ["Kazan"]
    again = {name: hidden(both, name) for name in ("seen", "was")}
    given = {"field": "city", "value": "Sochi", "reason": "Read it.", **again}
    assert other.post(f"/visits/{visit.pk}/correct/", given).status_code == 302
    assert [stop.city for stop in visit.stops.all()] == ["Sochi"]


def test_editors_of_two_fields_do_not_hinder_each_other(editor: Client) -> None:
    tell(SPRING)
    visit = Visit.objects.get()
    html = editor.get(visit.get_absolute_url()).content.decode()
    assert corrected(editor, visit, html, "city", "Kazan") == 302
    assert corrected(editor, visit, html, "kind", "working") == 302
    assert Decision.objects.count() == 2


def test_a_locked_field_says_what_the_announcements_say_now(editor: Client) -> None:
    tell(SPRING)
    visit = Visit.objects.get()
    html = editor.get(visit.get_absolute_url()).content.decode()
    assert "What the announcements say now" not in html
    corrected(editor, visit, html, "start", "30 March 2025")

    tell(SPRING_TOO)

    html = editor.get(visit.get_absolute_url()).content.decode()
    assert Visit.objects.get().start_earliest == date(2025, 3, 30)
    told = re.search(r"What the announcements say now: ([^<]*)", html)
    assert told is not None
    assert told[1].strip() == "1 April 2025"


def test_a_new_reading_keeps_what_was_corrected_and_joined(editor: Client) -> None:
    tell(SPRING, JUNE)
    spring, june = Visit.objects.order_by("start_earliest")
    html = editor.get(spring.get_absolute_url()).content.decode()
    corrected(editor, spring, html, "city", "Kazan")
    address = f"/visits/{spring.pk}/merge/?other={june.pk}"
    editor.post(address, {"seen": hidden(editor.get(address).content.decode(), "seen")})
    before = Visit.objects.values("pk", "start_earliest", "end_latest").get()

    read_better(Visit.objects.get())

    assert Visit.objects.values("pk", "start_earliest", "end_latest").get() == before
    assert [stop.city for stop in Visit.objects.get().stops.all()] == ["Kazan"]
    assert Decision.objects.filter(is_lost=True).count() == 0
    visit = Visit.objects.get()
    assert set(visit.claims.values_list("generation", flat=True)) == {2}
    assert visit.kind == "official"
