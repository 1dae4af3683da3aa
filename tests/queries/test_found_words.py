from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_announcement, make_claim, make_visit
from visits.models import Visit
from visits.queries.criteria import VisitCriteria
from visits.queries.found_words import looked_up, words_found
from visits.queries.visits import visits_matching

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]
CUT = "Too many announcements hold these words to look through all"


@pytest.fixture
def visit() -> Visit:
    told = make_claim(make_announcement("Wang Yi will talk of ferries."))
    return make_visit("Wang Yi", "RU", "2025-04-01", "2025-04-02", claims=[told])


def test_word_that_nothing_has_asks_no_further(
    visit: Visit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    asked = looked_up(VisitCriteria(text="zeppelin"))
    with django_assert_num_queries(0):
        assert list(visits_matching(asked)) == []


@pytest.mark.parametrize("limit", ["MOST_ANNOUNCEMENTS", "MOST_TOLD"])
def test_words_of_too_many_announcements_are_said_to_be(
    client: Client, visit: Visit, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(f"visits.queries.found_words.{limit}", 0)
    assert words_found("ferries").is_cut is True
    html = client.get("/calendar/2025/4/?q=ferries").content.decode()
    assert html.count(CUT) == 1


@pytest.mark.parametrize("few", [0, 2000])
@pytest.mark.parametrize("text", ["ferries", "wang", "russia wang"])
def test_words_find_the_same_by_keys_and_by_condition(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, text: str, few: int
) -> None:
    monkeypatch.setattr("visits.queries.found_words._FEW", few)
    make_visit("Xi Jinping", "FR", "2025-04-01", "2025-04-02")
    found = words_found(text)
    assert found.is_cut is False
    assert list(Visit.objects.filter(found.visits)) == [visit]
