from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from diplomacy.security import PERMISSIONS, POLICY, ContentSecurityPolicy


@pytest.mark.django_db
def test_health_check_with_a_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_health_check_takes_no_posts(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_policy_on_a_response_without_one(rf: RequestFactory) -> None:
    response = ContentSecurityPolicy(lambda _: HttpResponse())(rf.get("/"))

    assert response["Content-Security-Policy"] == POLICY
    assert response["Permissions-Policy"] == PERMISSIONS


def test_policy_of_a_view_is_kept(rf: RequestFactory) -> None:
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    response = ContentSecurityPolicy(view)(rf.get("/"))

    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_policy_allows_nothing_inline() -> None:
    assert POLICY.count("unsafe") == 0
