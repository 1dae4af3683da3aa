from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import Get
from tests.factories import (
    make_announcement,
    make_claim,
    make_country,
    make_itinerary,
    make_meeting,
    make_official,
    make_source,
    make_tenure,
    make_visit,
)
from visits.models import OfficialName
from visits.terms import ClaimSubject, EditorialState, MeetingForm

pytestmark = pytest.mark.django_db
Ids = Callable[[str], list[Any]]


def test_country_by_code(get: Get) -> None:
    names = {"en": "Germany", "fr": "Allemagne", "zh": "德国"}
    capitals = [["en", "Berlin"], ["ru", "Берлин"]]
    make_country("DE", alpha3="DEU", region="Europe", capitals=capitals)
    country = make_country("DE")
    country.names = names
    country.save()
    assert get("countries/DE/") == {
        "code": "DE",
        "alpha2": "DE",
        "alpha3": "DEU",
        "kind": "state",
        "name": "Germany",
        "names": names,
        "capitals": ["Berlin"],
        "region": "Europe",
        "valid_from": None,
        "valid_to": None,
    }


@pytest.mark.parametrize(
    ("header", "name", "language"),
    [
        ("", "Germany", "en"),
        ("fr", "Allemagne", "fr"),
        ("fr-CH, en;q=0.8", "Allemagne", "fr"),
        ("zh-Hans-CN", "德国", "zh"),
        ("de, zh;q=0.9, en;q=0.5", "德国", "zh"),
        ("en;q=0.1, fr;q=0.9", "Allemagne", "fr"),
        ("ru", "Germany", "ru"),
        ("*", "Germany", "en"),
        ("not a header;;", "Germany", "en"),
    ],
)
def test_name_in_the_language_asked_for(
    client: Client, header: str, name: str, language: str
) -> None:
    country = make_country("DE")
    country.names = {"en": "Germany", "fr": "Allemagne", "zh": "德国"}
    country.save()
    answer = client.get("/api/v1/countries/de/", headers={"accept-language": header})
    assert answer.json()["name"] == name
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"].split(", ")


def test_withdrawn_state_and_body_by_code(get: Get) -> None:
    for code in ("SUHH", "X-NATO"):
        make_country(code)
        assert get(f"countries/{code}/")["code"] == code


def test_official_with_names_and_tenures(get: Get) -> None:
    wang = make_official("Wang Yi", key="wikidata:Q1", family="Wang", given="Yi")
    OfficialName.objects.create(official=wang, language="zh", name="王毅", folded="王毅")
    make_tenure(wang, start="2013-03-16", end="2022-12-30")
    told = get("officials/wang-yi/")
    assert told.pop("updated_at") == wang.updated_at.isoformat().replace("+00:00", "Z")
    assert told == {
        "slug": "wang-yi",
        "url": "http://testserver/api/v1/officials/wang-yi/",
        "key": "wikidata:Q1",
        "name": "Wang Yi",
        "family": "Wang",
        "given": "Yi",
        "country": "CN",
        "state": "published",
        "other_names": [{"language": "zh", "name": "王毅", "is_alias": False}],
        "tenures": [
            {
                "office": {
                    "key": "CN-foreign-minister",
                    "country": "CN",
                    "role": "foreign_minister",
                    "rank": 3,
                    "name": "Foreign Minister",
                },
                "start": "2013-03-16",
                "end": "2022-12-30",
                "start_text": "",
                "end_text": "",
                "source": "",
                "as_of": None,
            }
        ],
    }


def test_rejected_official_is_not_shown(get: Get, ids: Ids) -> None:
    make_official("Wang Yi")
    make_official("No Body", state=EditorialState.REJECTED)
    assert ids("officials/") == ["wang-yi"]
    get("officials/no-body/", 404)


def test_officials_by_part_of_a_name_and_country(ids: Ids) -> None:
    make_official("Wang Yi", names=["王毅"])
    make_official("Emmanuel Macron", "FR")
    assert ids("officials/?q=王") == ["wang-yi"]
    assert ids("officials/?country=FR") == ["emmanuel-macron"]


def test_meeting_with_its_visits(get: Get) -> None:
    visit = make_visit()
    make_official("Sergey Lavrov", "RU")
    meeting = make_meeting(visits=[visit], date_words="Tuesday", country="RU", city="Moscow")
    told = get(f"meetings/{meeting.pk}/")
    assert told["participants"] == [
        {"slug": "wang-yi", "name": "Wang Yi", "country": "CN"},
        {"slug": "sergey-lavrov", "name": "Sergey Lavrov", "country": "RU"},
    ]
    assert told["day"] == {
        "edtf": "2025-04-01",
        "earliest": "2025-04-01",
        "latest": "2025-04-01",
        "phrase": "Tuesday",
        "stated": True,
    }
    assert (told["country"], told["city"], told["visits"]) == ("RU", "Moscow", [visit.pk])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["met", "called", "undated"]),
        ("form=call", ["called"]),
        ("official=sergey-lavrov", ["met"]),
        ("country=RU", ["met"]),
        ("from=2025-04-02", ["called"]),
        ("until=2025-04-01", ["met"]),
    ],
)
def test_meetings_filtered(ids: Ids, query: str, found: list[str]) -> None:
    make_official("Sergey Lavrov", "RU")
    names = {
        make_meeting().pk: "met",
        make_meeting(
            ["Wang Yi", "Marco Rubio"], on="2025-04-05", form=MeetingForm.CALL
        ).pk: "called",
        make_meeting(["Wang Yi", "Jean-Noel Barrot"], on=None).pk: "undated",
    }
    assert [names[pk] for pk in ids(f"meetings/?{query}")] == found


def test_rejected_meeting_is_not_shown(get: Get, ids: Ids) -> None:
    shown = make_meeting()
    rejected = make_meeting(["Wang Yi"], state=EditorialState.REJECTED)
    assert ids("meetings/") == [shown.pk]
    get(f"meetings/{rejected.pk}/", 404)


def test_itinerary_has_visits_in_order_with_meetings(get: Get) -> None:
    wang = make_official()
    tour = make_itinerary(wang, flags=["overlap"])
    late = make_visit(wang, "JP", "2025-04-05", "2025-04-06", itinerary=tour)
    early = make_visit(wang, "RU", itinerary=tour)
    make_visit(wang, "FR", itinerary=tour, state=EditorialState.REJECTED)
    meeting = make_meeting(visits=[early])
    told = get(f"itineraries/{tour.pk}/")
    assert [visit["id"] for visit in told["visits"]] == [early.pk, late.pk]
    assert [[row["id"] for row in visit["meetings"]] for visit in told["visits"]] == [
        [meeting.pk],
        [],
    ]
    assert (told["head"]["slug"], told["country"], told["flags"]) == ("wang-yi", "CN", ["overlap"])


def test_announcement_with_its_claims(get: Get, settings: Any) -> None:
    settings.FULL_TEXT_PUBLIC = True
    told = make_announcement("Mr. Wang will be in Moscow.", title="Trip")
    claim = make_claim(told, quotes={"destination": "Moscow"})
    rejected = make_claim(told, quotes={"destination": "Mr."})
    visit = make_visit(claims=[claim])
    make_visit(host="JP", claims=[rejected], state=EditorialState.REJECTED)
    page = get(f"announcements/{told.pk}/")
    assert page["text"] == "Trip\n\nMr. Wang will be in Moscow."
    assert [(row["id"], row["visit"], row["meeting"]) for row in page["claims"]] == [
        (claim.pk, visit.pk, None),
        (rejected.pk, None, None),
    ]
    at = told.text.index("Moscow")
    assert page["claims"][0]["evidence"] == {
        "destination": {"start": at, "end": at + 6, "quote": "Moscow", "stated": True}
    }


def test_superseded_claim_is_not_shown(get: Get) -> None:
    told = make_announcement()
    make_claim(told, superseded_at=told.published_at)
    assert get(f"announcements/{told.pk}/")["claims"] == []


def test_full_text_is_for_those_signed_in_where_the_site_says_so(
    client: Client, admin_client: Client, settings: Any
) -> None:
    settings.FULL_TEXT_PUBLIC = False
    told = make_announcement("Mr. Wang will be in Moscow.", title="Trip")
    make_claim(told, quotes={"destination": "Moscow"})
    reader = Client().get(f"/api/v1/announcements/{told.pk}/").json()
    editor = admin_client.get(f"/api/v1/announcements/{told.pk}/").json()
    assert reader["text"] is None
    assert reader["claims"][0]["evidence"]["destination"]["quote"] == "Moscow"
    assert reader["url"] == told.url
    assert editor["text"] == told.text


def test_list_of_announcements_has_no_texts(get: Get) -> None:
    make_announcement("Secret words.")
    assert "text" not in get("announcements/")["results"][0]


def test_announcements_come_latest_first_and_by_source(ids: Ids) -> None:
    early = make_announcement(published="2025-03-01", source=make_source("wire", None))
    late = make_announcement(published="2025-03-28", language="fr")
    assert ids("announcements/") == [late.pk, early.pk]
    assert ids("announcements/?source=wire") == [early.pk]
    assert ids("announcements/?language=fr") == [late.pk]
    assert ids("announcements/?until=2025-03-01") == [early.pk]


def test_source_by_slug(get: Get) -> None:
    make_source("cn-mfa", etag="secret", last_error="secret")
    assert get("sources/cn-mfa/") == {
        "slug": "cn-mfa",
        "name": "Cn Mfa",
        "url": "",
        "country": "CN",
        "side": "ministry",
        "tier": 3,
        "language": "en",
        "timezone": "UTC",
        "is_active": True,
        "fetching": None,
    }


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("countries/", 2),
        ("officials/", 2),
        ("meetings/", 3),
        ("itineraries/", 3),
        ("announcements/", 2),
        ("sources/", 2),
        ("officials/visitor-0/", 4),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(
    get: Get,
    address: str,
    queries: int,
    number: int,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for n in range(number):
        official = make_official(f"Visitor {n}", ("CN", "FR", "US")[n], names=[f"V. {n}"])
        make_tenure(official)
        claim = make_claim(make_announcement(source=make_source(f"source-{n}")))
        talk = make_claim(make_announcement(), subject=ClaimSubject.MEETING)
        visit = make_visit(official, claims=[claim], cities=["A"])
        make_meeting([official, "Sergey Lavrov"], visits=[visit], claims=[talk])
    with django_assert_num_queries(queries):
        get(address)


def test_root_names_every_address(get: Get, client: Client) -> None:
    root = get("")
    assert [*root] == [
        "countries",
        "officials",
        "visits",
        "meetings",
        "itineraries",
        "gatherings",
        "announcements",
        "sources",
        "claims",
        "changes",
        "upcoming_summits",
        "schema",
        "docs",
    ]
    assert {client.get(url).status_code for url in root.values()} == {200}
