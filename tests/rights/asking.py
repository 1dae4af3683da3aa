"""What a role gets at a route: let in, refused, or that there is no such method."""

from __future__ import annotations

from django.db import transaction
from django.test import Client

from tests.rights.routes import METHODS, PAGE_METHODS, Route
from tests.rights.samples import ACCOUNTS, ROLES, World

Table = dict[str, dict[str, list[str]]]
LOGINS = ("/accounts/login/", "/admin/login/")
#: On pages tokens say nothing; a test of its own holds that.
PEOPLE = ("anonymous", *ACCOUNTS)


def roles_at(route: Route) -> tuple[str, ...]:
    return ROLES if route.is_api else PEOPLE


def outcome(world: World, route: Route, method: str, role: str) -> str:
    """ "let in", "refused" or "absent"; whatever was written is taken back."""
    client = Client()
    if role in world.sessions:
        client.cookies["sessionid"] = world.sessions[role]
    with transaction.atomic():
        answer = client.generic(
            method,
            world.address(route, role),
            "",
            content_type="application/json" if route.is_api else "text/plain",
            headers=world.headers.get(role, {}),
        )
        transaction.set_rollback(True)
    if answer.status_code == 405:
        return "absent"
    sent_away = answer.status_code == 302 and answer["Location"].startswith(LOGINS)
    return "refused" if sent_away or answer.status_code in (401, 403) else "let in"


def table(world: World, wanted: list[Route]) -> Table:
    """Route → method → the roles that are let in; methods that are not offered are left out."""
    found: Table = {}
    for route in wanted:
        for method in METHODS if route.is_api else PAGE_METHODS:
            if outcome(world, route, method, "admin") == "absent":
                continue
            let_in = [
                role for role in roles_at(route) if outcome(world, route, method, role) == "let in"
            ]
            found.setdefault(route.name, {})[method] = let_in
    return found
