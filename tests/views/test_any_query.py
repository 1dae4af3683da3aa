"""Whatever stands in the query string: a page, or words that say what is wrong with it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from visits.filters import CalendarFilter

pytestmark = pytest.mark.django_db

PARAMETERS = (*CalendarFilter({}).filters, "page", "view", "day", "called_off", "undated")
ODD = (
    "",
    ",",
    "0",
    "-1",
    "nan",
    "inf",
    "-0",
    "1e400",
    "9" * 400,
    "999999999999999999",
    "٣",
    "²",
    "0001-01-01",
    "9999-12-31",
    "2025-02-30",
    "\x00",
    "\ud800",
    "\u202eRU",
    "<script>",
    "%",
    "'; --",
    "O'Neill & | ! :* <->",
    "a" * 301,
    "FR,FR,,fr",
    "RU-X-NATO",
)
ANSWERS = {200, 302, 400}


@pytest.mark.parametrize("value", ODD, ids=ascii)
def test_odd_value_of_any_parameter_gets_an_answer(value: str) -> None:
    client = Client()
    answers = {
        name: client.get(
            f"/calendar/undated/?{urlencode({name: value}, errors='surrogatepass')}"
        ).status_code
        for name in PARAMETERS
    }
    assert {name: code for name, code in answers.items() if code not in ANSWERS} == {}
