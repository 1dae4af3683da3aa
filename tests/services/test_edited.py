"""What editors write into countries, offices and officials: kept, and heard by what is due."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.pipeline import item, settle, tell
from visits.models import (
    Claim,
    ClaimTimeline,
    Country,
    Office,
    Official,
    Reading,
    ReferenceLoad,
    Timeline,
    Visit,
)
from visits.queries import gazetteer
from visits.services.reference import load_reference
from visits.terms import DeliveryState

pytestmark = pytest.mark.django_db

QIN = item(
    "cn-1",
    "Chinese Foreign Minister Qin Baolun will pay an official visit to Russia from March 31 to "
    "April 2.",
    day="2025-03-28",
    publisher="cn-mfa",
)
NO_TENURES = {"tenures-TOTAL_FORMS": "0", "tenures-INITIAL_FORMS": "0"}


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root", password="a-long-password"))
    return client


def save(root: Client, official: Official, names: dict[str, str], **changed: str) -> None:
    told = {
        "name": official.name,
        "slug": official.slug,
        "key": official.key or "",
        "family": official.family,
        "given": official.given,
        "country": official.country_id or "",
        "state": official.state,
        "other_names-TOTAL_FORMS": "0",
        "other_names-INITIAL_FORMS": "0",
    }
    sent = {**told, **changed, **names, **NO_TENURES}
    answer = root.post(f"/admin/visits/official/{official.pk}/change/", sent)
    assert answer.status_code == 302, answer.context["errors"]


def due_readings() -> int:
    return Reading.objects.filter(state=DeliveryState.DUE).count()


def due_timelines() -> list[str]:
    rows = Timeline.objects.exclude(due_at=None).order_by("key")
    return list(rows.values_list("key", flat=True))


def load_again() -> None:
    ReferenceLoad.objects.update(version="older")
    assert load_reference().loaded


def test_columns_that_an_editor_wrote_stand_over_later_loads(root: Client) -> None:
    load_reference()
    official = Official.objects.exclude(key=None).exclude(given="").order_by("pk")[0]
    given = official.given
    Official.objects.filter(pk=official.pk).update(given="Stale")
    official.other_names.all().delete()
    official.refresh_from_db()
    save(root, official, {}, name="As the Editor Writes")
    office = Office.objects.order_by("pk")[0]
    Office.objects.filter(pk=office.pk).update(rank=6, edited=["rank"])

    load_again()

    official.refresh_from_db()
    office.refresh_from_db()
    assert (official.name, official.folded) == ("As the Editor Writes", "as the editor writes")
    assert (official.given, official.edited) == (given, ["name"])
    assert (office.rank, office.edited) == (6, ["rank"])


def test_other_names_that_an_editor_chose_stand_over_later_loads(root: Client) -> None:
    load_reference()
    official = Official.objects.exclude(key=None).exclude(other_names=None).order_by("pk")[0]
    official.other_names.all().delete()
    new = {
        "other_names-TOTAL_FORMS": "1",
        "other_names-0-language": "",
        "other_names-0-name": "Tata Nzambe",
    }
    save(root, official, new)

    load_again()

    official.refresh_from_db()
    assert official.edited == ["names"]
    assert [one.name for one in official.other_names.all()] == ["Tata Nzambe"]


def test_country_that_an_editor_wrote_stands_and_dates_the_gazetteer(root: Client) -> None:
    load_reference()
    tell(QIN)
    before = gazetteer.gazetteer_version()
    page = root.get("/admin/visits/country/RU/change/")
    form = page.context["adminform"].form
    told = {name: form[name].value() or "" for name in form.fields}
    sent = told | {f"initial-{name}": value for name, value in told.items()}

    answer = root.post("/admin/visits/country/RU/change/", {**sent, "region": "Far North"})
    assert answer.status_code == 302
    assert due_readings() == 0
    names = '{"en": "Russian Federation"}'
    root.post("/admin/visits/country/RU/change/", {**sent, "region": "Far North", "names": names})
    assert due_readings() == 1
    load_again()

    country = Country.objects.get(code="RU")
    assert (country.names, country.region) == ({"en": "Russian Federation"}, "Far North")
    assert country.edited == ["names", "region"]
    assert gazetteer.gazetteer_version() != before


@pytest.mark.usefixtures("countries")
def test_name_given_to_a_known_official_brings_the_texts_under_the_new_keys(root: Client) -> None:
    tell(QIN)
    stranger = Official.objects.get()
    known = Official.objects.create(
        key="wikidata:Q1", slug="qin-bao", name="Qin Bao", folded="qin bao", country_id="CN"
    )
    new = {
        "other_names-TOTAL_FORMS": "1",
        "other_names-0-language": "",
        "other_names-0-name": "Qin Baolun",
    }

    save(root, known, new)

    assert due_readings() == 1
    assert due_timelines() == ["qin|CN"]
    settle()
    assert Visit.objects.get().head == known
    (claim,) = Claim.objects.filter(superseded_at=None)
    places = ClaimTimeline.objects.filter(claim=claim, is_live=True).order_by("timeline__key")
    assert [place.timeline.key for place in places] == ["=wikidata:Q1", "qin|CN"]
    assert not Official.objects.filter(pk=stranger.pk).exists()


@pytest.mark.usefixtures("countries")
def test_official_whose_slug_alone_changed_leaves_nothing_due(root: Client) -> None:
    tell(QIN)
    official = Official.objects.get()

    save(root, official, {}, slug="qin")

    official.refresh_from_db()
    assert official.edited == ["slug"]
    assert (due_readings(), due_timelines()) == (0, [])
