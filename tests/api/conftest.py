from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def state_of_now(settings: Any) -> None:
    """Every answer is held against the database as it is."""
    settings.API_STATE_SECONDS = 0


@pytest.fixture
def get(client: Client) -> Get:
    """GET below /api/v1/, its JSON; the status must be the one given."""

    def ask(address: str, status: int = 200, **headers: str) -> Any:
        answer = client.get(f"/api/v1/{address}", headers=headers)
        assert answer.status_code == status, answer.content
        return answer.json()

    return ask


@pytest.fixture
def ids(get: Get) -> Callable[[str], list[Any]]:
    """The ids (or slugs, or codes) on the page of an address, in order."""

    def ask(address: str) -> list[Any]:
        rows = get(address)["results"]
        return [row.get("id") or row.get("slug") or row.get("code") for row in rows]

    return ask
