from __future__ import annotations

from datetime import date

import pytest

from visits.extraction.announcements import document_of, publisher_country
from visits.extraction.documents import Document
from visits.extraction.gazetteer import packaged_gazetteer


def test_line_becomes_a_document() -> None:
    record = {
        "id": "a1",
        "source": "Xinhua",
        "published": "2025-03-28T08:00:00+08:00",
        "lang": "zh-Hans",
        "title": "标题",
        "text": "正文",
    }

    assert document_of(record, packaged_gazetteer()) == Document(
        "a1", "标题", "正文", date(2025, 3, 28), "zh", "Xinhua", "CN"
    )


def test_fields_that_are_missing_or_malformed_are_empty() -> None:
    assert document_of({"published": "in May", "title": None}, packaged_gazetteer()) == Document(
        "", "", "", None, "en", "", None
    )


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("TASS", "RU"),
        ("Ministry of Foreign Affairs of Norway", "NO"),
        ("Ministry of Foreign Affairs of China", "CN"),
        ("U.S. Department of State", "US"),
        ("Department of State", "US"),
        ("The White House", "US"),
        ("Xinhua", "CN"),
        ("Embassy of Japan in France", "JP"),
        ("Ministère des Affaires étrangères (Allemagne)", "DE"),
        ("Министерство иностранных дел Казахстана", "KZ"),
        ("法国外交部", "FR"),
        ("Reuters", None),
        ("Ministry of Magic", None),
        ("South China Morning Post", None),
        ("The Korea Herald", None),
        ("Times of India", None),
        ("The Japan Times", None),
        ("Potassium Weekly", None),
        ("", None),
    ],
)
def test_publisher_speaks_for_the_country_of_its_name(source: str, country: str | None) -> None:
    assert publisher_country(source, packaged_gazetteer()) == country
