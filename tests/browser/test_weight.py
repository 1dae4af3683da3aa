"""What the first page weighs, and that it asks nobody else."""

from __future__ import annotations

import gzip
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_official, make_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KIB = 1024


def test_first_page_is_light_and_stays_at_home(
    page: Page, live_server: LiveServer, settings: Settings
) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    for number in range(200):
        day = date(2025, 4, 1 + number % 30).isoformat()
        make_visit(make_official(f"Official {number}"), "RU", day, day, cities=["Moscow"])
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(live_server.url, wait_until="networkidle")
    weights = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    scripts = {
        answer.url: weights[answer.url]
        for answer in answers
        if answer.request.resource_type == "script"
    }
    assert {urlsplit(url).netloc for url in weights} == {urlsplit(live_server.url).netloc}
    assert len(scripts) > 0
    assert sum(scripts.values()) <= 60 * KIB
    assert sum(weights.values()) <= 250 * KIB
