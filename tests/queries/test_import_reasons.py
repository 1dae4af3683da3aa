"""Reasons of rows in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from visits.queries.imports.reasons import reason_words


@pytest.mark.parametrize(
    "reason",
    [
        "nobody is named",
        "“x” is no date with a year",
        "has 3 cells, the header 5: is the file cut off?",
        "“1/2/24” gives the year in two figures; “K” may be Y",
        "something that no list has",
        "",
    ],
)
def test_reason_is_the_same_in_english(reason: str) -> None:
    with translation.override("en"):
        assert reason_words(reason) == reason


def test_reason_is_told_in_the_readers_language() -> None:
    with translation.override("fr"):
        assert reason_words("unknown country “Hawaii”") == "pays inconnu : « Hawaii »"
