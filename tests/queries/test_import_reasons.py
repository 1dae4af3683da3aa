"""Reasons of rows in the reader's language."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from visits.queries.imports.reasons import Said, reason_in_words, reasons_in_words, reasons_said
from visits.queries.imports.words import WORDS
from visits.reasons import Reason, Why, because

pytestmark = pytest.mark.django_db


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Why)


def test_reason_is_what_was_stored_of_it() -> None:
    told = because(Why.UNKNOWN_COUNTRY, name="Hawaii")

    assert told.as_json() == {"code": "unknown_country", "name": "Hawaii"}
    assert Reason.from_json(told.as_json()) == told
    assert (str(told), str(because(Why.NOBODY))) == ("unknown_country: name Hawaii", "nobody")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Czechia was no state on 1 January 1975; nobody is named"),
        ("fr", "Tchéquie n’était pas un État le 1er janvier 1975 ; personne n’est nommé"),
    ],
)
def test_reasons_are_told_in_the_readers_language(language: str, said: str) -> None:
    stored = [
        because(Why.NO_STATE_THEN, country="CZ", day="1975-01-01").as_json(),
        because(Why.NOBODY).as_json(),
    ]

    with translation.override(language):
        assert reasons_in_words(stored) == said


def test_reason_leads_to_what_it_speaks_of() -> None:
    near = because(Why.NEAR_VISIT, visit=7, fields="start city")
    before = because(Why.SAYS_ELSE, announcement=9)

    with translation.override("en"):
        assert reasons_said([near.as_json(), before.as_json()]) == [
            Said(
                "visit 7 of the same person is near it, and differs in: First day, City",
                "/visits/7/",
            ),
            Said("says something else than when it was imported", "/announcements/9/"),
        ]


def test_figures_and_names_are_put_in_their_places() -> None:
    with translation.override("en"):
        assert [
            reason_in_words(because(Why.MANY_ROWS, most=100_000)),
            reason_in_words(because(Why.SEVERAL_COUNTRIES, text="CS", countries="CSHH CSXX")),
            reason_in_words(because(Why.AS_TOLD, text="100 % so")),
        ] == [
            "More than 100,000 rows: cut the file in parts.",
            "“CS” may be Czechoslovakia or Serbia and Montenegro",
            "100 % so",
        ]


def test_words_of_every_language_take_the_same_values() -> None:
    for why, words in WORDS.items():
        with translation.override("en"):
            wanted = set(re.findall(r"%\((\w+)\)s", str(words)))
        for language in ("fr", "es", "ru", "zh-hans"):
            with translation.override(language):
                assert set(re.findall(r"%\((\w+)\)s", str(words))) == wanted, (why, language)
