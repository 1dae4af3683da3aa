"""The inbox on pages: decided one after the other, several at once, by two editors at once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_editor, make_visit
from visits.models import Decision, InboxItem, Visit
from visits.terms import EditorialState

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits() -> list[Visit]:
    return [make_visit(host=host, state=EditorialState.PROPOSED) for host in ("RU", "FR", "BR")]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_item_is_put_off_and_the_next_one_comes_with_the_way_back(
    editor: Client, visits: list[Visit]
) -> None:
    first = editor.post("/inbox/next/?kind=doubt").headers["Location"]

    answer = editor.post(first, {"action": "later"})

    done = InboxItem.objects.get(state="later")
    second = answer.headers["Location"]
    assert (answer.status_code, second.split("?")[0] == first.split("?")[0]) == (302, False)
    assert f'action="/inbox/{done.pk}/undo/?kind=doubt"' in page(editor, second)
    back = editor.post(f"/inbox/{done.pk}/undo/?kind=doubt")
    assert back.headers["Location"] == first
    assert InboxItem.objects.get(pk=done.pk).state == "open"


def test_htmx_gets_the_next_item_alone(editor: Client, visits: list[Visit]) -> None:
    first = editor.post("/inbox/next/?kind=doubt").headers["Location"]

    answer = editor.post(first, {"action": "later"}, follow=True, headers={"HX-Request": "true"})

    html = answer.content.decode().strip()
    assert html.startswith('<div id="inbox-item"')
    assert answer.headers["HX-Push-Url"].startswith("/inbox/items/doubt:")


def test_the_last_one_leads_back_to_the_list(editor: Client) -> None:
    visit = make_visit(state=EditorialState.PROPOSED)

    plain = editor.post(f"/inbox/items/doubt:{visit.pk}/?kind=doubt", {"action": "later"})

    assert plain.headers["Location"].startswith("/inbox/?kind=doubt")
    assert "Nothing waits here." in page(editor, "/inbox/")


def test_a_second_editor_sees_who_has_it_and_changes_nothing(
    editor: Client, visits: list[Visit]
) -> None:
    other = Client()
    other.force_login(make_editor("ben"))
    address = editor.post("/inbox/next/?kind=doubt").headers["Location"]
    editor.get(address)

    seen, done = other.get(address), other.post(address, {"action": "reject"})

    assert "editor is looking at this one" in seen.content.decode()
    assert (seen.status_code, done.status_code, Decision.objects.count()) == (200, 409, 0)
    assert other.post("/inbox/next/?kind=doubt").headers["Location"] != address
    assert "editor is at it" in page(other, "/inbox/")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"action": "explode"}, 422),
        ({"action": ""}, 422),
        ({"action": "correct", "field": "host", "value": "Atlantis"}, 422),
        ({"action": "same", "other": "١٢"}, 422),
        ({"action": "same", "other": "9" * 40}, 422),
        ({"action": "reject", "reason": "x" * 1001}, 422),
    ],
)
def test_what_cannot_be_done_says_so(editor: Client, given: dict[str, str], code: int) -> None:
    visit = make_visit(state=EditorialState.PROPOSED)

    answer = editor.post(f"/inbox/items/doubt:{visit.pk}/", given)

    assert answer.status_code == code
    assert Decision.objects.count() == 0


def test_another_person_s_visit_is_joined_by_its_preview_alone(editor: Client) -> None:
    doubtful = make_visit(state=EditorialState.PROPOSED)
    other, alike = make_visit("Li Qiang"), make_visit(doubtful.head)

    html = page(editor, f"/inbox/items/doubt:{doubtful.pk}/")

    def offers(visit: Visit) -> int:
        return html.count(f'name="other" value="{visit.pk}"')

    preview = f"/visits/{doubtful.pk}/merge/?other={other.pk}&amp;item=doubt%3A{doubtful.pk}"
    assert (offers(other), offers(alike)) == (0, 1)
    assert html.count("They are of different people, Wang Yi and Li Qiang.") == 1
    assert html.count(preview) == 1


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/inbox/?kind=gossip", 400),
        ("/inbox/?page=99", 400),
        ("/inbox/done/?kind=gossip", 400),
        ("/inbox/items/gossip:1/", 404),
        ("/inbox/items/doubt:x/", 404),
        ("/inbox/items/doubt:999999999/", 302),
    ],
)
def test_odd_addresses(editor: Client, address: str, code: int) -> None:
    assert editor.get(address).status_code == code


def test_several_at_once_are_put_off_and_taken_back(editor: Client, visits: list[Visit]) -> None:
    keys = [f"doubt:{visit.pk}" for visit in visits[:2]]

    answer = editor.post("/inbox/bulk/", {"key": keys, "action": "later"})

    address = answer.headers["Location"]
    html = page(editor, address)
    assert "2 items decided." in html
    assert html.count('name="key"') == 1
    batch = address.rpartition("undo=")[2]
    editor.post(f"/inbox/batches/{batch}/undo/")
    assert page(editor, "/inbox/").count('name="key"') == 3
    assert editor.post("/inbox/bulk/", {"action": "later"}).status_code == 302
    assert page(editor, "/inbox/?undo=none").count('name="key"') == 3


def test_the_inbox_is_for_editors() -> None:
    reader = Client()
    reader.force_login(User.objects.create_user("reader"))
    assert [reader.get(path).status_code for path in ("/inbox/", "/inbox/done/")] == [403, 403]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(
    editor: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for host in ("RU", "FR", "BR")[:number]:
        make_visit(host=host, state=EditorialState.PROPOSED)
    with django_assert_num_queries(15):
        html = page(editor, "/inbox/")
    assert html.count('name="key"') == number
