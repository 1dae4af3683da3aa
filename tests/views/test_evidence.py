"""Cards of words: a page without JavaScript, a part of one with it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import (
    make_announcement,
    make_claim,
    make_editor,
    make_meeting,
    make_visit,
    person_value,
    visit_value,
)
from visits.models import Claim, VisitRedirect
from visits.terms import ClaimSubject, EditorialState

pytestmark = pytest.mark.django_db

SENTENCE = "Wang Yi will be in Moscow from Monday."


def told() -> Claim:
    value = visit_value(visitors=[person_value("Wang Yi")], start="2025-03-31")
    quotes = {"sentence": SENTENCE, "start": "from Monday"}
    return make_claim(make_announcement(SENTENCE), value=value, quotes=quotes, inferred=["start"])


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_card_tells_words_source_language_time_side_and_confidence(client: Client) -> None:
    claim = told()
    visit = make_visit("Wang Yi", "RU", claims=[claim])
    html = client.get(f"/visits/{visit.pk}/facts/start/").content.decode()
    card = html.split('<article class="card">')[1].split("</article>")[0]
    assert text(card) == (
        "Says: 31 March 2025 “Wang Yi will be in Moscow from Monday .” "
        "Cn Mfa , 28 March 2025 in English fetched 28 March 2025 09:00 UTC side of China "
        "inferred read with confidence 90 %"
    )
    assert html.count("<h1>First day: the words behind it</h1>") == 1
    assert f"?claim={claim.pk}&amp;field=start#claim-{claim.pk}" in card


@pytest.mark.parametrize("kind", ["visit", "claim", "meeting"])
def test_htmx_gets_the_card_alone(client: Client, kind: str) -> None:
    claim = told()
    visit = make_visit("Wang Yi", "RU", claims=[claim])
    meeting = make_meeting()
    path = {
        "visit": f"/visits/{visit.pk}/facts/start/",
        "claim": f"/claims/{claim.pk}/start/",
        "meeting": f"/meetings/{meeting.pk}/facts/day/",
    }[kind]
    whole, part = client.get(path), client.get(path, headers={"HX-Request": "true"})
    assert whole.content.startswith(b"<!DOCTYPE html>")
    assert part.content.strip().startswith(b'<div class="card-sheet__body">')
    assert "HX-Request" in whole.headers["Vary"]


def test_card_of_a_claim_that_became_a_visit_leads_there(client: Client) -> None:
    claim = told()
    visit = make_visit("Wang Yi", "RU", claims=[claim])
    html = client.get(f"/claims/{claim.pk}/start/").content.decode()
    assert f'<a href="{visit.get_absolute_url()}">Visit</a>' in html


def test_fact_without_words_says_so(client: Client) -> None:
    visit = make_visit("Wang Yi", "RU")
    html = client.get(f"/visits/{visit.pk}/facts/purpose/").content.decode()
    assert html.count("No announcement has words for this.") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/visits/{visit}/facts/colour/",
        "/visits/999999/facts/start/",
        "/meetings/{meeting}/facts/start/",
        "/meetings/999999/facts/day/",
        "/claims/{claim}/colour/",
        "/claims/{claim}/form/",
        "/claims/999999/start/",
    ],
)
def test_card_that_there_is_not_is_not_found(client: Client, path: str) -> None:
    claim = told()
    visit, meeting = make_visit("Wang Yi", "RU"), make_meeting()
    address = path.format(visit=visit.pk, meeting=meeting.pk, claim=claim.pk)
    assert client.get(address).status_code == 404


def test_card_of_a_merged_visit_leads_on(client: Client) -> None:
    visit = make_visit("Wang Yi", "RU")
    VisitRedirect.objects.create(old=987, visit=visit)
    answer = client.get("/visits/987/facts/start/")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"/visits/{visit.pk}/facts/start/",
    )


def test_card_of_a_rejected_visit_is_for_editors(client: Client) -> None:
    visit = make_visit("Wang Yi", "RU", state=EditorialState.REJECTED)
    assert client.get(f"/visits/{visit.pk}/facts/start/").status_code == 404
    client.force_login(make_editor())
    assert client.get(f"/visits/{visit.pk}/facts/start/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_card_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    visit = make_visit("Wang Yi", "RU", claims=[told() for _ in range(rows)])
    people = [make_claim(subject=ClaimSubject.MEETING) for _ in range(rows)]
    meeting = make_meeting(visits=[visit], claims=people)
    with django_assert_num_queries(7):
        assert client.get(f"/visits/{visit.pk}/facts/start/").status_code == 200
    with django_assert_num_queries(4):
        assert client.get(f"/meetings/{meeting.pk}/facts/day/").status_code == 200
    with django_assert_num_queries(1):
        assert client.get(f"/claims/{people[0].pk}/day/").status_code == 200
