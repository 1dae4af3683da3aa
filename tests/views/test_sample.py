"""The sample feed is served on a demo site alone."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import Settings

from visits.sample import sample_announcements

ATOM = "{http://www.w3.org/2005/Atom}"


def test_feed_has_an_entry_for_each_text(client: Client, settings: Settings) -> None:
    settings.VISITBOOK_DEMO = True
    answer = client.get("/sample/feed.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    texts = sum(len(one.texts) for one in sample_announcements())
    assert len(feed.findall(f"{ATOM}entry")) == texts


@pytest.mark.django_db
def test_announcement_of_the_feed_has_a_page(client: Client, settings: Settings) -> None:
    settings.VISITBOOK_DEMO = True
    first = sample_announcements()[0]
    answer = client.get(first.url)
    assert answer.status_code == 200
    assert first.texts[-1].title in answer.content.decode()
    assert client.get("/sample/announcements/no-such/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sample/feed.atom", "/sample/announcements/x/"])
def test_real_site_serves_no_samples(client: Client, settings: Settings, address: str) -> None:
    settings.VISITBOOK_DEMO = False
    assert client.get(address).status_code == 404
