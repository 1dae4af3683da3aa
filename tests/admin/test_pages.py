"""Every noun has its pages; what is derived or immutable cannot be changed there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.factories import (
    make_announcement,
    make_claim,
    make_itinerary,
    make_meeting,
    make_official,
    make_source,
    make_tenure,
    make_visit,
)
from visits.models import (
    Announcement,
    Claim,
    Country,
    Decision,
    Gathering,
    Host,
    Itinerary,
    ItineraryRedirect,
    LinkWeights,
    Meeting,
    MeetingRedirect,
    Office,
    Official,
    OutcomeDocument,
    Reading,
    ReferenceLoad,
    Retraction,
    SavedFilter,
    Source,
    Subscription,
    Tally,
    Tenure,
    Timeline,
    Visit,
    VisitRedirect,
    VisitVersion,
)
from visits.terms import DecisionKind

pytestmark = pytest.mark.django_db

EDITED: list[type[Model]] = [Country, Gathering, Office, Official, Source, Tenure]
SHOWN: list[type[Model]] = [
    Announcement,
    Claim,
    Decision,
    Host,
    Itinerary,
    ItineraryRedirect,
    LinkWeights,
    Meeting,
    MeetingRedirect,
    OutcomeDocument,
    Reading,
    ReferenceLoad,
    Retraction,
    SavedFilter,
    Subscription,
    Tally,
    Timeline,
    Visit,
    VisitRedirect,
    VisitVersion,
]
# Rows of another noun's page.
PARTS = {
    "claimtimeline",
    "delivery",
    "gazetteerversion",
    "meetingclaim",
    "meetingparticipant",
    "officialname",
    "sourcepage",
    "sourcetoken",
    "stop",
    "visitclaim",
    "visitmember",
}
# What has pages of its own on the site, for those whom it concerns.
ON_SITE = {
    *("accountinvitation", "apitoken", "change", "correction", "inboxitem", "keptanswer"),
    *("importbatch", "importmapping", "importrow", "tripdraft", "webhook", "webhookmessage"),
    *("formerofficial", "formerofficialname", "formersource", "formertenure"),
    *("watch", "watchentry", "watchletter"),
}


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root", password="a-long-password"))
    return client


@pytest.fixture
def rows() -> None:
    """One row of every noun at least."""
    now = datetime(2025, 3, 28, 9, tzinfo=UTC)
    told = make_announcement(source=make_source())
    claim = make_claim(told)
    official = make_official(names=["王毅"])
    make_tenure(official)
    visit = make_visit(official, cities=["Moscow"], claims=[claim], itinerary=make_itinerary())
    meeting = make_meeting(visits=[visit])
    Gathering.objects.create(slug="g20", name="G20")
    Reading.objects.create(announcement=told, due_at=now)
    ReferenceLoad.objects.create(version="1")
    Retraction.objects.create(announcement=told, reason="wang", retracted_at=now)
    Host.objects.create(name="wang.example")
    Timeline.objects.create(key="wang|CN")
    VisitRedirect.objects.create(old=9000, visit=visit)
    ItineraryRedirect.objects.create(old=9001, itinerary=visit.itinerary)
    MeetingRedirect.objects.create(old=9002, meeting=meeting)
    VisitVersion.objects.create(
        visit=visit.pk, number=1, snapshot={}, published_from=now, recorded_from=now
    )
    desk = User.objects.create_user("desk")
    Decision.objects.create(
        kind=DecisionKind.REJECTED, announcement=told, quote="", person="wang|CN", editor=desk
    )
    OutcomeDocument.objects.create(
        claim=claim.key, title="Joint statement", url="https://wang.example/statement", editor=desk
    )
    SavedFilter.objects.create(user=desk, name="wang", page="month")
    Subscription.objects.create(owner=desk, name="wang", token_hash="0" * 64)
    Tally.objects.create(name="wang")
    LinkWeights.objects.create(bits={}, judged=1)


def page(model: type[Model], name: str, *args: Any) -> str:
    return reverse(f"admin:visits_{model._meta.model_name}_{name}", args=args)


def row(model: type[Model]) -> Model:
    found = model._default_manager.first()
    assert found is not None
    return found


def test_every_model_of_the_field_has_a_page_or_is_part_of_one() -> None:
    registered = {model for model in admin.site._registry if model._meta.app_label == "visits"}
    models = {
        m
        for m in apps.get_app_config("visits").get_models()
        if m._meta.model_name not in PARTS | ON_SITE
    }
    assert registered == models == {*EDITED, *SHOWN}


@pytest.mark.parametrize("model", [*EDITED, *SHOWN])
@pytest.mark.usefixtures("rows")
def test_list_and_page_render(root: Client, model: type[Model]) -> None:
    answers = [
        root.get(page(model, "changelist")),
        root.get(page(model, "changelist"), {"q": "wang"}),
        root.get(page(model, "change", row(model).pk)),
        root.get(page(model, "history", row(model).pk)),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]


@pytest.mark.parametrize("model", SHOWN)
@pytest.mark.usefixtures("rows")
def test_derived_noun_cannot_be_changed(root: Client, model: type[Model]) -> None:
    stored = row(model)
    before = list(model._default_manager.values())
    answers = [
        root.get(page(model, "add")),
        root.post(page(model, "add"), {}),
        root.post(page(model, "change", stored.pk), {"state": "rejected"}),
        root.post(page(model, "delete", stored.pk), {"post": "yes"}),
    ]
    root.post(
        page(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [stored.pk], "post": "yes"},
    )
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert list(model._default_manager.values()) == before


@pytest.mark.parametrize("model", EDITED)
@pytest.mark.usefixtures("rows")
def test_form_for_a_new_row_renders(root: Client, model: type[Model]) -> None:
    assert root.get(page(model, "add")).status_code == 200


def test_page_is_closed_to_the_anonymous(client: Client) -> None:
    answer = client.get(page(Visit, "changelist"))
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/login/?next=/admin/visits/visit/"


@pytest.mark.usefixtures("rows")
def test_page_of_a_subscription_keeps_its_secret(root: Client) -> None:
    shown = root.get(page(Subscription, "change", row(Subscription).pk))
    assert shown.content.count(b"0" * 64) == 0
