"""Outcome documents: put in and taken out, and where they go when visits change."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_claim, make_editor, make_visit
from visits.models import OutcomeDocument, Visit, VisitClaim

pytestmark = pytest.mark.django_db

PAPER = {"title": "Joint statement", "url": "https://gov.example/1", "kind": "statement"}


def visit_page(client: Client, visit: Visit) -> str:
    return client.get(visit.get_absolute_url()).content.decode()


@pytest.fixture
def visit() -> Visit:
    return make_visit("Wang Yi", "RU", claims=[make_claim()])


def add(client: Client, visit: Visit, **told: str) -> int:
    return client.post(f"{visit.get_absolute_url()}documents/", PAPER | told).status_code


def test_editor_adds_a_document_that_readers_see(client: Client, visit: Visit) -> None:
    client.force_login(make_editor("ed"))
    assert add(client, visit, language="zh") == 302
    client.logout()
    html = visit_page(client, visit)
    assert '<a href="https://gov.example/1" rel="external nofollow noopener" hreflang="zh">' in html
    assert "in Chinese, put in by ed" in html


def test_document_goes_where_its_claim_goes(client: Client, visit: Visit) -> None:
    client.force_login(make_editor())
    add(client, visit)
    other = make_visit("Wang Yi", "FR")
    VisitClaim.objects.update(visit=other)
    assert "https://gov.example/1" in visit_page(client, other)
    assert "https://gov.example/1" not in visit_page(client, visit)


def test_document_is_taken_out_and_the_row_is_kept(client: Client, visit: Visit) -> None:
    client.force_login(make_editor())
    add(client, visit)
    row = OutcomeDocument.objects.get()
    path = f"{visit.get_absolute_url()}documents/{row.pk}/remove/"
    assert client.post(path).status_code == 302
    assert "https://gov.example/1" not in visit_page(client, visit)
    assert client.post(path).status_code == 404
    row.refresh_from_db()
    assert row.removed_at is not None
    assert add(client, visit) == 302


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"url": "javascript:alert(1)"}, "Give a full web address"),
        ({"title": ""}, "This field is required."),
        ({"kind": "poem"}, "Select a valid choice."),
        ({"language": "<b>"}, "Write the code of a language, such as en or zh."),
    ],
)
def test_document_that_is_refused_says_why(
    client: Client, visit: Visit, told: dict[str, str], problem: str
) -> None:
    client.force_login(make_editor())
    answer = client.post(f"{visit.get_absolute_url()}documents/", PAPER | told)
    assert answer.status_code == 422
    assert re.findall(r"field__problem[^>]*>([^<]*)", answer.content.decode())[0].startswith(
        problem
    )
    assert OutcomeDocument.objects.count() == 0


def test_same_address_twice_and_a_visit_of_no_claim_are_refused(
    client: Client, visit: Visit
) -> None:
    client.force_login(make_editor())
    add(client, visit)
    assert add(client, visit) == 422
    assert add(client, make_visit("Wang Yi", "FR")) == 422
    assert OutcomeDocument.objects.count() == 1


def test_reader_may_not_add(client: Client, visit: Visit) -> None:
    assert add(client, visit) == 302
    client.force_login(User.objects.create_user("reader"))
    assert add(client, visit) == 403
    assert OutcomeDocument.objects.count() == 0


def test_address_of_a_refused_document_leads_back(client: Client, visit: Visit) -> None:
    client.force_login(make_editor())
    answer = client.get(f"{visit.get_absolute_url()}documents/")
    assert answer.headers["Location"] == visit.get_absolute_url()
