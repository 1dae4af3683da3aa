"""Readers' corrections: sent without an account, refused in words, judged by editors."""

from __future__ import annotations

import re
from random import randrange

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.factories import make_claim, make_editor, make_meeting, make_visit
from visits.models import Correction, Visit
from visits.services.addresses import address_of
from visits.terms import CorrectionNoun, EditorialState

pytestmark = pytest.mark.django_db

SAID = {
    "wrong": "The visit began a day later.",
    "right": "2 April 2025",
    "source_url": "https://gov.example/readout",
    "contact": "reader@mail.example",
}


@pytest.fixture
def client() -> Client:
    """A browser at an address that no other test has."""
    return Client(REMOTE_ADDR=f"2001:db8:{randrange(1, 65536):x}:{randrange(65536):x}::1")


@pytest.fixture
def visit() -> Visit:
    return make_visit("Wang Yi", "RU", start="2025-04-01", claims=[make_claim()])


def form_of(visit: Visit, field: str = "start") -> str:
    return f"/corrections/visit/{visit.pk}/{field}/"


def problems(html: bytes) -> list[str]:
    return re.findall(r"field__problem[^>]*>([^<]*)", html.decode())


def test_reader_sends_a_correction_without_an_account(client: Client, visit: Visit) -> None:
    answer = client.post(form_of(visit), SAID, follow=True)
    assert answer.redirect_chain == [(visit.get_absolute_url(), 302)]
    assert [str(one) for one in answer.context["messages"]] == [
        "Thank you. An editor will look at it."
    ]
    kept = Correction.objects.values(
        "noun", "target", "field", "about", "address", "shown", *SAID, "state", "reader"
    )
    assert list(kept) == [
        {
            **SAID,
            "noun": CorrectionNoun.VISIT,
            "target": visit.pk,
            "field": "start",
            "about": "Wang Yi to Russia",
            "address": visit.get_absolute_url(),
            "shown": "1 April 2025",
            "state": "open",
            "reader": None,
        }
    ]


def test_every_fact_has_its_form(client: Client, visit: Visit) -> None:
    meeting = make_meeting(claims=[make_claim()])
    head = visit.head
    assert head is not None
    pages = [
        visit.get_absolute_url(),
        meeting.get_absolute_url(),
        visit.itinerary.get_absolute_url(),
        head.get_absolute_url(),
    ]
    found = [re.findall(r'class="wrong" href="([^"]*)"', _html(client, page)) for page in pages]
    assert [len(addresses) for addresses in found] == [10, 6, 3, 3]
    assert {client.get(one).status_code for addresses in found for one in addresses} == {200}


def _html(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_form_comes_as_a_card_where_htmx_asks(client: Client, visit: Visit) -> None:
    part = client.get(form_of(visit), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="card-sheet__body">')
    assert "<b>First day</b> is shown as “1 April 2025”." in part


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"wrong": ""}, "This field is required."),
        ({"wrong": "no"}, "Ensure this value has at least 3 characters (it has 2)."),
        ({"wrong": "w" * 2001}, "Ensure this value has at most 2000 characters (it has 2001)."),
        ({"wrong": "nul \x00 inside"}, "Null characters are not allowed."),
        ({"right": "r" * 1001}, "Ensure this value has at most 1000 characters (it has 1001)."),
        ({"contact": "c" * 300}, "Ensure this value has at most 200 characters (it has 300)."),
        ({"source_url": ""}, "This field is required."),
        (
            {"source_url": "javascript:alert(1)"},
            "Give a full web address that begins with https:// or http://.",
        ),
        (
            {"source_url": "data:text/html,<script>alert(1)</script>"},
            "Give a full web address that begins with https:// or http://.",
        ),
        (
            {"source_url": "https://gov.example/a b"},
            "Give a full web address that begins with https:// or http://.",
        ),
    ],
)
def test_correction_that_is_refused_says_why(
    client: Client, visit: Visit, told: dict[str, str], problem: str
) -> None:
    answer = client.post(form_of(visit), SAID | told)
    assert (answer.status_code, problems(answer.content)) == (422, [problem])
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(
    "words",
    ["w" * 300, "زيارة وزير الخارجية في ٢ نيسان", "<script>alert(1)</script>", "访问 \u202e 访问"],
)
def test_words_of_any_kind_are_kept_and_shown_as_words(
    client: Client, visit: Visit, words: str
) -> None:
    client.post(form_of(visit), SAID | {"wrong": words, "right": words})
    kept = Correction.objects.get()
    assert (kept.wrong, kept.right) == (words, words)
    again = client.post(form_of(visit), SAID | {"wrong": words, "source_url": ""})
    html = again.content.decode()
    assert html.count(words.replace("<", "&lt;").replace(">", "&gt;")) == 1
    assert "<script>alert" not in html


def test_program_that_fills_the_hidden_field_in_is_thanked_and_nothing_is_kept(
    client: Client, visit: Visit
) -> None:
    answer = client.post(form_of(visit), SAID | {"website": "https://spam.example"})
    assert answer.status_code == 302
    assert Correction.objects.count() == 0


def test_same_correction_sent_twice_waits_once(client: Client, visit: Visit) -> None:
    client.post(form_of(visit), SAID)
    client.post(form_of(visit), SAID)
    assert Correction.objects.count() == 1


def test_many_from_one_address_are_stopped_in_words(
    client: Client, visit: Visit, settings: Settings
) -> None:
    settings.VISITBOOK_CORRECTIONS_AN_HOUR = 2
    told = [client.post(form_of(visit), SAID | {"wrong": f"Wrong {n}"}) for n in range(3)]
    assert [one.status_code for one in told] == [302, 302, 429]
    assert told[2].headers["Retry-After"] == "3600"
    assert "many corrections came from your address" in told[2].content.decode()
    assert "Wrong 2" in told[2].content.decode()
    other = f"2001:db8:ffff:{randrange(65536):x}::1"
    elsewhere = client.post(form_of(visit), SAID, REMOTE_ADDR=other)
    assert elsewhere.status_code == 302
    assert Correction.objects.count() == 3


@pytest.mark.parametrize(
    ("remote", "passed", "proxies", "address"),
    [
        ("198.51.100.7", "", 0, "198.51.100.7"),
        ("198.51.100.7", "203.0.113.1", 0, "198.51.100.7"),
        ("10.0.0.2", "6.6.6.6, 203.0.113.1", 1, "203.0.113.1"),
        ("10.0.0.2", "", 1, "unknown"),
        ("2001:db8::1:2", "", 0, "2001:db8::/64"),
        ("::ffff:198.51.100.7", "", 0, "198.51.100.7"),
    ],
)
def test_address_is_the_one_that_our_proxy_saw(
    settings: Settings, remote: str, passed: str, proxies: int, address: str
) -> None:
    settings.VISITBOOK_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=passed)
    assert address_of(request) == address


def test_site_may_ask_readers_to_sign_in_or_take_no_corrections(
    client: Client, visit: Visit, settings: Settings
) -> None:
    settings.VISITBOOK_CORRECTIONS = "signed-in"
    assert client.post(form_of(visit), SAID).status_code == 302
    assert Correction.objects.count() == 0
    reader = make_editor("reader")
    client.force_login(reader)
    client.post(form_of(visit), SAID)
    assert Correction.objects.get().reader == reader
    settings.VISITBOOK_CORRECTIONS = "nobody"
    assert client.get(form_of(visit)).status_code == 404
    assert 'class="wrong"' not in _html(client, visit.get_absolute_url())


@pytest.mark.parametrize(
    "path", ["visit/999999999/start/", "visit/1/poem/", "poem/1/start/", "official/999/name/"]
)
def test_correction_of_nothing_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/corrections/{path}").status_code == 404


def test_rejected_visit_takes_no_corrections(client: Client) -> None:
    hidden = make_visit("Wang Yi", "FR", state=EditorialState.REJECTED)
    assert client.get(form_of(hidden)).status_code == 404


def test_correction_outlives_the_row_of_its_visit(client: Client, visit: Visit) -> None:
    client.post(form_of(visit), SAID)
    visit.delete()
    assert Correction.objects.count() == 1
