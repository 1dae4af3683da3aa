from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from diplomacy.security import PERMISSIONS, POLICY, ContentSecurityPolicy


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
