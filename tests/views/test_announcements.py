"""The page of an announcement: its text with what was read, its revisions, who may read it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    make_announcement,
    make_claim,
    make_editor,
    make_visit,
    person_value,
    visit_value,
)
from visits.models import Announcement, Claim, Retraction

pytestmark = pytest.mark.django_db

FIRST = "Foreign Minister Wang Yi will visit Moscow on Monday."
SECOND = "Nothing else was said about <b>trade</b>."


def told() -> tuple[Announcement, Claim]:
    announcement = make_announcement(f"{FIRST}\n\n{SECOND}", title="Travel")
    value = visit_value(visitors=[person_value("Wang Yi")], destination_country="RU")
    quotes = {"sentence": FIRST, "visitors": "Wang Yi", "start": "Monday"}
    return announcement, make_claim(announcement, value=value, quotes=quotes)


def marks(html: str) -> list[tuple[str, str]]:
    found = re.findall(r'<mark title="([^"]*)"[^>]*>([^<]*)</mark>', html)
    return [(title, words) for title, words in found]


def test_text_marks_what_was_read(client: Client) -> None:
    announcement, claim = told()
    html = client.get(announcement.get_absolute_url()).content.decode()
    assert [words for _, words in marks(html)] == ["Wang Yi", "Monday"]
    assert f'id="claim-{claim.pk}"' in html
    assert "&lt;b&gt;trade&lt;/b&gt;" in html
    assert html.split('class="told"')[1].split("</div>")[0].count("<p>") == 3


def test_asked_words_stand_out(client: Client) -> None:
    announcement, claim = told()
    address = f"{announcement.get_absolute_url()}?claim={claim.pk}&field=start"
    html = client.get(address).content.decode()
    assert re.findall(r'class="told__asked">([^<]*)<', html) == ["Monday"]


@pytest.mark.parametrize("query", ["claim=x&field=y", "claim=%00", "field=sentence", "claim=999"])
def test_asking_for_words_that_there_are_not_shows_the_text(client: Client, query: str) -> None:
    announcement, _ = told()
    html = client.get(f"{announcement.get_absolute_url()}?{query}").content.decode()
    assert "told__asked" not in html


def test_readings_say_what_why_and_what_became_of_it(client: Client) -> None:
    announcement, claim = told()
    visit = make_visit(claims=[claim])
    html = client.get(announcement.get_absolute_url()).content.decode()
    reading = html.split('class="reading"')[1].split("</ul>")[0]
    assert "Visit: Wang Yi to Russia" in reading
    assert "<code>visit.will_visit</code>, confidence 90 %" in reading
    assert f'href="{visit.get_absolute_url()}"' in reading


def test_revisions_lead_to_each_other(client: Client) -> None:
    first = make_announcement(guid="same")
    second = make_announcement(guid="same", revision=2, root=first)
    html = client.get(second.get_absolute_url()).content.decode()
    assert f'href="{first.get_absolute_url()}"' in html.split('id="revisions-title"')[1]
    assert "revision 2" in html


def test_reader_gets_the_quoted_sentences_alone_where_texts_are_not_public(
    client: Client, settings: Settings
) -> None:
    settings.FULL_TEXT_PUBLIC = False
    announcement, _ = told()
    html = client.get(announcement.get_absolute_url()).content.decode()
    assert "will visit Moscow on" in html
    assert "Nothing else was said" not in html
    client.force_login(make_editor())
    assert "Nothing else was said" in client.get(announcement.get_absolute_url()).content.decode()


def test_unknown_announcement_is_not_found(client: Client) -> None:
    assert client.get("/announcements/999999/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    announcement = make_announcement()
    for _ in range(rows):
        make_visit(claims=[make_claim(announcement)])
    with django_assert_num_queries(4):
        assert client.get(announcement.get_absolute_url()).status_code == 200


def test_retracted_announcement_says_so_with_the_reason(client: Client) -> None:
    gone, kept = make_announcement(title="Talks off"), make_announcement(title="Talks on")
    Retraction.objects.create(
        announcement=gone, reason="Its page is gone for good (410).", retracted_at=gone.fetched_at
    )
    revision = make_announcement(
        title="Talks off again", guid=gone.guid, revision=2, root=gone, source=gone.source
    )

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (gone, revision, kept)]
    listed = client.get("/announcements/").content.decode()

    assert ["Its page is gone for good (410)." in html for html in pages] == [True, True, False]
    assert listed.count(">retracted<") == 2
