from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from visits.models import Announcement, Change, Claim
from visits.services.changes import number_changes
from visits.services.reference import load_countries

pytestmark = pytest.mark.django_db


def ask(client: Client, status: int = 200, **body: Any) -> Any:
    answer = client.post("/api/v1/extractions/", body, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_text_is_read_with_its_spans_and_nothing_is_stored(client: Client) -> None:
    load_countries()
    before = number_changes().number
    text = "Foreign Minister Ana Lopez of Spain will visit Vienna, Austria, on April 2."
    told = ask(client, text=text, published="2025-03-28", lang="en")
    (visit,) = told["visits"]
    assert (visit["visitors"], visit["destination_country"]) == (["Ana Lopez"], "AT")
    assert visit["start"].startswith("2025-04-02")
    for span in visit["evidence"].values():
        assert told["text"][span["start"] : span["end"]] == span["quote"]
    assert number_changes().number == before
    assert (Announcement.objects.count(), Claim.objects.count()) == (0, 0)
    assert Change.objects.filter(noun="claim").count() == 0


def test_too_long_a_text_is_refused(client: Client) -> None:
    problem = ask(client, 422, text="a" * 20_001)
    assert [one["field"] for one in problem["errors"]] == ["text"]
    ask(client, 413, text="a" * 70_000)


def test_unknown_field_is_named(client: Client) -> None:
    problem = ask(client, 422, text="Nothing.", txet="x")
    assert [one["field"] for one in problem["errors"]] == ["txet"]
