"""The page of a visit whose date an editor named and an announcement takes back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.factories import make_editor
from tests.pipeline import item, tell
from visits.models import Visit
from visits.services.editing import correct_field
from visits.services.reference import load_countries

pytestmark = pytest.mark.django_db

PLANNED = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi comes to Russia for an official visit on April 7.",
    day="2025-03-28",
    publisher="cn-mfa",
)
POSTPONED = item(
    "ru-1",
    "The visit of Chinese Foreign Minister Wang Yi to Russia, set for April 7, was postponed.",
    day="2025-04-02",
    publisher="ru-mid",
)


def test_page_shows_the_editors_date_and_the_postponement_against_it(client: Client) -> None:
    load_countries()
    tell(PLANNED)
    correct_field(
        visit=Visit.objects.get(),
        field="start",
        value="2025-04-07",
        editor=make_editor(),
        today=date(2025, 4, 1),
    )
    tell(POSTPONED)

    visit = Visit.objects.get()
    page = client.get(visit.get_absolute_url()).content.decode()

    assert visit.start_earliest == date(2025, 4, 7)
    fact = re.search(r'<li class="fact" id="fact-start">.*?<li class="fact"', page, re.DOTALL)
    assert fact is not None
    shown = " ".join(strip_tags(fact[0]).split())
    assert "set by an editor, 1 differs" in shown
    assert "Says otherwise" in shown
    assert "was postponed" in shown
