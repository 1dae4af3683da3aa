"""The examples of the OpenAPI document have the shape of what is answered."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from tests.api.conftest import Get
from tests.pipeline import item, tell
from visits.api.examples import DEMO
from visits.services.reference import load_countries

# As announcements are read: other ones for other texts.
_FREE = ("value", "evidence")


@pytest.fixture(autouse=True)
def told(transactional_db: None, settings: Settings) -> None:
    settings.FULL_TEXT_PUBLIC = True
    load_countries()
    text = "Chinese Foreign Minister Wang Yi will visit Russia from March 31 to April 2."
    tell(item("1", text, day="2025-03-27", publisher="cn-mfa"))


def shape(told: Any) -> Any:
    """The names of the fields, those of a list by its first row."""
    if isinstance(told, list):
        return [shape(row) for row in told[:1]]
    if isinstance(told, dict):
        return {name: None if name in _FREE else shape(value) for name, value in told.items()}
    return None


@pytest.mark.parametrize(
    ("noun", "address"),
    [
        ("announcement", "announcements/?include=text,claims"),
        ("claim", "claims/?subject=visit"),
    ],
)
def test_example_of_a_row_has_the_shape_of_the_answer(get: Get, noun: str, address: str) -> None:
    assert shape(get(address)["results"][0]) == shape(DEMO[noun])


def test_example_of_changes_has_the_shape_of_the_answer(get: Get) -> None:
    assert shape(get("changes/?noun=visit&page_size=1")) == shape(DEMO["changes"])
