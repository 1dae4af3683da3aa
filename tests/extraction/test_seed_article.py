"""The newspaper article that the project began with, read as its readers would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.extraction.events.reading import meetings, visits
from visits.extraction import Document, Extraction, extract, packaged_gazetteer
from visits.terms import MeetingForm

ARTICLE = Path(__file__).parents[3] / "shared" / "announcements" / "seed_article.txt"

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not distributed")


@pytest.fixture(scope="module")
def article() -> Extraction:
    title, _, text = ARTICLE.read_text(encoding="utf-8").partition("\n")
    document = Document("seed", title, text, date(2025, 3, 28), "en")
    return extract(document, packaged_gazetteer())


def test_visits_are_those_of_the_article(article: Extraction) -> None:
    assert visits(article) == [
        ("Wang Yi", "RU", "2025-03-31", "2025-04-02", "planned"),
        ("Xi Jinping", "RU", "2025-05-01/2025-05-10", None, "invited"),
        ("Vladimir Putin", "CN", "2025-08-21/2025-09-10", None, "planned"),
    ]


def test_meetings_are_those_of_the_article(article: Extraction) -> None:
    found = {(frozenset(people), form, day) for people, form, day, _ in meetings(article)}

    assert found == {
        (frozenset({"Wang Yi", "Sergey Lavrov"}), "in_person", "2025-04-01"),
        (frozenset({"Jean-Noel Barrot", "Wang Yi"}), "in_person", "2025-03-27"),
        (frozenset({"Donald Trump", "Vladimir Putin"}), "call", "2025-02-12"),
        (frozenset({"Donald Trump", "Vladimir Putin"}), "call", "2025-03-17/2025-03-23"),
        (frozenset({"Xi Jinping", "Vladimir Putin"}), "video", "2025-01-20/2025-01-21"),
        (frozenset({"Xi Jinping", "Vladimir Putin"}), "call", "2025-02"),
    }


def test_sides_are_those_who_say_so(article: Extraction) -> None:
    sides = [(visit.visitors[0].name, visit.side) for visit in article.visits]
    met = {
        (frozenset(person.name for person in meeting.participants), meeting.side)
        for meeting in article.meetings
        if meeting.form == MeetingForm.IN_PERSON
    }

    assert sides == [("Wang Yi", "CN"), ("Xi Jinping", "RU"), ("Vladimir Putin", "RU")]
    assert met == {
        (frozenset({"Wang Yi", "Sergey Lavrov"}), "RU"),
        (frozenset({"Jean-Noel Barrot", "Wang Yi"}), "FR"),
    }


def test_invitation_is_accepted_and_for_the_events_of_the_day(article: Extraction) -> None:
    found = [(v.visitors[0].name, v.accepted, v.gathering) for v in article.visits]

    assert found == [
        ("Wang Yi", False, None),
        ("Xi Jinping", True, "events on May 9"),
        ("Vladimir Putin", False, None),
    ]
