"""What the API has to tell, and a token for each operation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from tests.pipeline import item, tell
from visits.models import Source, Visit
from visits.services.editing import correct_field
from visits.services.reference import load_countries
from visits.services.tokens import make_source_token, make_token
from visits.services.webhooks.keeping import make_webhook, send_test
from visits.terms import WEBHOOK_EVENTS, TokenScope


@dataclass(frozen=True, slots=True)
class Told:
    """A token that may do everything, and one that pushes announcements."""

    every: str
    push: str


def tell_world() -> Told:
    load_countries()
    tell(
        item(
            "1",
            "Chinese Foreign Minister Wang Yi will visit Russia from March 31 to April 2. He will "
            "meet Russian Foreign Minister Sergey Lavrov in Moscow on April 1.",
            day="2025-03-27",
            publisher="cn-mfa",
        ),
        item("2", "Wang Yi will pay a visit to Moscow on April 1-2.", day="2025-03-28"),
        item(
            "3",
            "French President Emmanuel Macron will travel to Brazil for the G20 summit on "
            "November 18, 2025.",
            day="2025-03-28",
        ),
    )
    admin = User.objects.create_superuser("admin", password="a-long-password")
    scopes = [scope for scope in TokenScope if scope != TokenScope.PUSH]
    _, every = make_token(owner=admin, scopes=scopes)
    visit = Visit.objects.order_by("pk")[0]
    correct_field(visit=visit, field="city", value="Kazan", editor=admin, today=date(2025, 4, 1))
    hook = make_webhook(owner=admin, url="https://hooks.example/", events=WEBHOOK_EVENTS)
    send_test(webhook=hook)
    return Told(every, make_source_token(source=Source.objects.get(slug="wire"), editor=admin))
