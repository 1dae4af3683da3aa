from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from visits.filters import VisitFilter


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    accept = {"accept": "application/vnd.oai.openapi+json"}
    told: dict[str, Any] = json.loads(client.get("/api/v1/schema/", headers=accept).content)
    return told


def test_document_is_valid_and_without_warnings(tmp_path: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "schema.yaml"))


def test_document_tells_every_address(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.1"
    assert sorted(document["paths"]) == [
        "/api/v1/",
        "/api/v1/announcements/",
        "/api/v1/announcements/{id}/",
        "/api/v1/changes/",
        "/api/v1/claims/",
        "/api/v1/claims/{id}/",
        "/api/v1/countries/",
        "/api/v1/countries/{code}/",
        "/api/v1/decisions/",
        "/api/v1/decisions/{id}/",
        "/api/v1/decisions/{id}/undo/",
        "/api/v1/exports/meetings.{form}",
        "/api/v1/exports/visits.{form}",
        "/api/v1/extractions/",
        "/api/v1/gatherings/",
        "/api/v1/gatherings/{slug}/",
        "/api/v1/itineraries/",
        "/api/v1/itineraries/{id}/",
        "/api/v1/meetings/",
        "/api/v1/meetings/{id}/",
        "/api/v1/officials/",
        "/api/v1/officials/{slug}/",
        "/api/v1/sources/",
        "/api/v1/sources/{slug}/",
        "/api/v1/sources/{slug}/pause/",
        "/api/v1/sources/{slug}/replay/",
        "/api/v1/sources/{slug}/start/",
        "/api/v1/sources/{slug}/test/",
        "/api/v1/sources/{slug}/tokens/",
        "/api/v1/sources/{slug}/tokens/{token}/",
        "/api/v1/summits/upcoming/",
        "/api/v1/visits/",
        "/api/v1/visits/{id}/",
        "/api/v1/visits/{id}/decisions/",
        "/api/v1/webhooks/",
        "/api/v1/webhooks/{id}/",
        "/api/v1/webhooks/{id}/messages/",
        "/api/v1/webhooks/{id}/messages/{name}/replay/",
        "/api/v1/webhooks/{id}/renew/",
        "/api/v1/webhooks/{id}/replay/",
        "/api/v1/webhooks/{id}/start/",
        "/api/v1/webhooks/{id}/stop/",
        "/api/v1/webhooks/{id}/test/",
    ]


def test_document_tells_parameters_of_a_list(document: dict[str, Any]) -> None:
    told = {p["name"]: p for p in document["paths"]["/api/v1/visits/"]["get"]["parameters"]}
    assert sorted(told) == [
        "Accept-Language",
        "as_of",
        "basis",
        "changed_after",
        "confidence",
        "count",
        "country",
        "cursor",
        "date",
        "fields",
        "from",
        "host",
        "id",
        "include",
        "kind",
        "language",
        "official",
        "ordering",
        "page_size",
        "pair",
        "q",
        "rank",
        "region",
        "source",
        "state",
        "status",
        "undated",
        "until",
        "updated_since",
        "visitor_country",
    ]
    assert told["from"]["schema"] == {"type": "string", "format": "date"}
    assert told["status"]["schema"]["items"]["enum"] == [
        "invited",
        "planned",
        "ongoing",
        "completed",
        "postponed",
        "cancelled",
    ]
    assert all(parameter["description"] for parameter in told.values())


def test_visitor_country_is_the_one_other_name_than_on_pages(document: dict[str, Any]) -> None:
    told = {p["name"] for p in document["paths"]["/api/v1/visits/"]["get"]["parameters"]}
    pages = set(VisitFilter.get_filters())  # type: ignore[no-untyped-call]  # untyped in its stub
    ours = {"cursor", "page_size", "undated", "visitor_country", "id", "date", "fields", "include"}
    ours |= {"ordering", "count", "updated_since", "changed_after", "as_of", "basis"}
    assert told - pages - {"Accept-Language"} == ours
    assert pages - told == {"visitor"}


def test_examples_of_rows_have_every_field(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    lists = {
        "visits/": "Visit",
        "meetings/": "MeetingFull",
        "itineraries/": "Itinerary",
        "officials/": "OfficialFull",
        "gatherings/": "Gathering",
        "countries/": "Country",
        "claims/": "ClaimFull",
        "sources/": "SourceDetail",
        "summits/upcoming/": "Summit",
    }
    for address, name in lists.items():
        told = document["paths"][f"/api/v1/{address}"]["get"]["responses"]["200"]["content"]
        (example,) = told["application/json"]["examples"].values()
        (row,) = example["value"]["results"]
        assert {*schemas[name]["properties"]} - {*row} <= {"meetings", "evidence", "fetching"}
        assert {*row} <= {*schemas[name]["properties"]}


def test_every_operation_tells_its_problems(document: dict[str, Any]) -> None:
    told = [
        (path, method, one["responses"])
        for path, operations in document["paths"].items()
        for method, one in operations.items()
    ]
    assert {method for _, method, _ in told} == {"get", "post", "patch", "delete"}
    for path, method, responses in told:
        assert "400" in responses
        assert "404" in responses or "{" not in path
        assert method == "get" or {"403", "422"} <= set(responses)
        media = {*responses["400"]["content"]}
        assert media == {"application/problem+json"}


def test_page_has_nothing_inline(client: Client) -> None:
    answer = client.get("/api/v1/docs/")
    html = answer.content.decode()
    scripts = re.findall(r"<script([^>]*)>([^<]*)</script>", html)
    assert answer.status_code == 200
    assert [("src=" in attributes, body) for attributes, body in scripts] == [(True, "")] * 3
    assert "<style" not in html
    assert re.findall(r"https?://", html) == []
    script = client.get("/api/v1/docs/?script=")
    assert script["Content-Type"] == "application/javascript"
    assert b'"/api/v1/schema/"' in script.content
