"""Records for every route, and who asks: a session or a token for each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.factories import (
    make_announcement,
    make_claim,
    make_meeting,
    make_source,
    make_visit,
    person_value,
    visit_value,
)
from tests.rights.routes import Route
from visits.models import (
    ApiToken,
    Correction,
    Decision,
    Gathering,
    OutcomeDocument,
    SavedFilter,
    Timeline,
    Watch,
    Webhook,
    WebhookMessage,
)
from visits.services.subscriptions import make_subscription
from visits.services.tokens import make_source_token, make_token
from visits.terms import SourceFormat, TokenScope

ACCOUNTS = ("reader", "editor", "admin")
TOKENS = tuple(f"token:{scope}" for scope in TokenScope)
ROLES = ("anonymous", *ACCOUNTS, *TOKENS)
PASSWORD = "a-long-password"


@dataclass(frozen=True, slots=True)
class World:
    """Sessions and headers by role, and the values of routes' parameters."""

    sessions: dict[str, str]
    headers: dict[str, dict[str, str]]
    shared: dict[str, dict[str, Any]]
    owned: dict[str, dict[str, dict[str, Any]]]

    def address(self, route: Route, role: str) -> str:
        """One at which there is something, which is the role's own where it can be."""
        head, _, rest = route.address.strip("/").removeprefix("api/v1/").partition("/")
        owner = role if role in ACCOUNTS else "admin"
        values = COMMON | self.shared.get(head, {}) | self.owned[owner].get(head, {})
        if head == "failures" and rest.startswith("timelines"):
            values |= self.shared["timelines"]
        return route.at(values)


COMMON = {
    "pk": 1, "year": 2025, "month": 4, "day": 1, "pair": "cn-ru", "code": "CN", "slug": "none",
    "field": "start", "noun": "visit", "name": "none", "token": "none", "rest": "nowhere/",
    "object_id": "1", "content_type_id": 1, "app_label": "visits", "url": "nowhere/",
    "draft": UUID(int=1), "batch": UUID(int=0), "key": "doubt:0", "uidb36": "1", "form": "csv",
}  # fmt: skip


def make_world() -> World:
    accounts = _accounts()
    headers = _headers(accounts["admin"])
    shared = _shared(accounts["editor"])
    return World(
        sessions={name: _session(user) for name, user in accounts.items()},
        headers=headers,
        shared=shared,
        owned={name: _owned(user) for name, user in accounts.items()},
    )


def _accounts() -> dict[str, User]:
    reader = User.objects.create_user("reader", password=PASSWORD)
    editor = User.objects.create_user("editor", password=PASSWORD)
    editor.user_permissions.add(Permission.objects.get(codename="add_decision"))
    admin = User.objects.create_superuser("admin", password=PASSWORD)
    return {"reader": reader, "editor": editor, "admin": admin}


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _headers(admin: User) -> dict[str, dict[str, str]]:
    """A token of each scope, of one who has every right: so it is the scope that bounds."""
    source = make_source("wire", None, format=SourceFormat.PUSH)
    texts = {
        f"token:{scope}": make_token(owner=admin, scopes=[scope])[1]
        for scope in TokenScope
        if scope != TokenScope.PUSH
    }
    texts["token:push"] = make_source_token(source=source, editor=admin)
    return {role: {"Authorization": f"Bearer {text}"} for role, text in texts.items()}


def _shared(editor: User) -> dict[str, dict[str, Any]]:
    text = make_announcement()
    value = visit_value(visitors=[person_value("Wang Yi", "CN")], destination_country="RU")
    claim = make_claim(text, value=value)
    visit = make_visit(claims=[claim])
    meeting = make_meeting()
    decision = Decision.objects.create(
        kind="value", announcement=text, quote="", person="wang|CN", host="RU", field="city",
        editor=editor,
    )  # fmt: skip
    document = OutcomeDocument.objects.create(
        claim=claim.key, title="Joint statement", url="https://mfa.example/1", editor=editor
    )
    wire = ApiToken.objects.get(source__slug="wire")
    gathering = Gathering.objects.create(slug="g20-2025", name="G20")
    correction = Correction.objects.create(
        noun="visit", target=visit.pk, field="start", about="A visit", address="/",
        wrong="It began later.", source_url="https://mfa.example/2",
    )  # fmt: skip
    assert visit.head is not None
    return {
        "visits": {"pk": visit.pk, "decision": decision.pk, "document": document.pk},
        "meetings": {"pk": meeting.pk, "field": "day"},
        "itineraries": {"pk": visit.itinerary_id},
        "claims": {"pk": claim.pk},
        "announcements": {"pk": text.pk},
        "decisions": {"pk": decision.pk},
        "corrections": {"pk": correction.pk},
        "gatherings": {"slug": gathering.slug},
        "officials": {"slug": visit.head.slug},
        "sources": {"slug": "wire", "token": wire.pk, "pk": wire.pk},
        "failures": {"pk": text.pk},
        "timelines": {"pk": Timeline.objects.get_or_create(key="wang|CN")[0].pk},
    }


def _owned(user: User) -> dict[str, dict[str, Any]]:
    token, _ = make_token(owner=user, scopes=[])
    webhook = Webhook.objects.create(
        owner=user, url="https://hooks.example/", events=["visit.created"], secret="whsec_MTIz"
    )
    message = WebhookMessage.objects.create(
        webhook=webhook, name=f"msg_{user.pk}", event="visit.created", body="{}"
    )
    subscription, _ = make_subscription(owner=user, name="All", query="")
    saved = SavedFilter.objects.create(user=user, name="All", page="month")
    watch = Watch.objects.create(user=user, kind="country", target="CN", position=0)
    return {
        "watches": {"pk": watch.pk},
        "tokens": {"pk": token.pk},
        "webhooks": {"pk": webhook.pk, "message": message.pk, "name": message.name},
        "subscriptions": {"pk": subscription.pk},
        "saved": {"pk": saved.pk},
    }
