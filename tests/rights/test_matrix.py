"""Every route with every method and role, held to the written table."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.rights.asking import PEOPLE, outcome, table
from tests.rights.matrix import rights
from tests.rights.page import PAGE, page
from tests.rights.routes import Route, routes
from tests.rights.samples import make_world

pytestmark = [pytest.mark.rights, pytest.mark.slow, pytest.mark.django_db]
#: What Django's admin leaves to whoever asks.
ADMIN_FOR_ALL = {"admin:login", "admin:logout"}


def pages() -> list[Route]:
    return [route for route in routes() if not (route.is_admin or route.is_api)]


def api() -> list[Route]:
    return [route for route in routes() if route.is_api]


@pytest.fixture(autouse=True)
def unlimited(settings: Settings) -> None:
    """Who asks too often is refused whoever it is: that would say nothing of the table."""
    settings.ACCOUNT_RATE_LIMITS = False


def test_pages_let_in_whom_the_table_says() -> None:
    assert table(make_world(), pages()) == rights("pages")


def test_api_lets_in_whom_the_table_says() -> None:
    assert table(make_world(), api()) == rights("api")


def test_api_that_is_closed_to_the_anonymous_lets_in_whom_the_table_says(
    settings: Settings,
) -> None:
    settings.API_ANONYMOUS_READ = False
    world = make_world()
    told = rights("api", is_closed=True)

    found = {
        route.name: [
            role
            for role in ("anonymous", "reader", "token:read", "token:push")
            if outcome(world, route, "GET", role) == "let in"
        ]
        for route in api()
        if "GET" in told.get(route.name, {})
    }
    assert found == {
        name: [
            role
            for role in ("anonymous", "reader", "token:read", "token:push")
            if role in told[name]["GET"]
        ]
        for name in found
    }


def test_admin_is_for_staff() -> None:
    world = make_world()
    asked = [route for route in routes() if route.is_admin and route.name not in ADMIN_FOR_ALL]

    let_in = {
        route.name: [role for role in PEOPLE if outcome(world, route, "GET", role) == "let in"]
        for route in asked
    }
    assert {name: roles for name, roles in let_in.items() if roles not in (["admin"], [])} == {}


def test_token_opens_no_page() -> None:
    world = make_world()
    closed = [name for name, methods in rights("pages").items() if methods.get("GET") == ["admin"]]

    found = {
        route.name: outcome(world, route, "GET", "token:admin")
        for route in pages()
        if route.name in closed
    }
    assert found == dict.fromkeys(found, "refused")


def test_page_on_rights_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
