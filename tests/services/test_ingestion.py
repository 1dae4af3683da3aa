"""Items of a feed → announcements: what is new, what is an edit, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.pipeline import NOW, feed, item, receive
from visits.ingest.items import Item
from visits.models import Announcement, Reading
from visits.services.ingestion import Ingested, ingest_items

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

GOOD = item("good", "Foreign Minister Wang Yi will visit Moscow on Friday.", day="2025-03-28")
FIRST = "The trip of Foreign Minister Wang Yi to Moscow begins on Monday."
SECOND = "The trip of Foreign Minister Wang Yi to Moscow has been postponed."


def page(text: str, *, day: str | None = "2025-03-28", updated: str | None = None) -> Item:
    """The same page with that text; `day` is when it appeared, `updated` when it was changed."""
    return Item(
        guid="page",
        url="https://news.example/page",
        title="",
        text=text,
        published=_at(day),
        updated=_at(updated),
    )


def _at(day: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{day}T09:00:00+00:00") if day else None


def told() -> list[str]:
    return list(Announcement.objects.order_by("revision").values_list("text", flat=True))


def counts(report: Ingested) -> tuple[int, int, int]:
    return len(report.new), len(report.revised), report.unchanged


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (
            replace(GOOD, guid="bad", published=datetime(1, 1, 1, tzinfo=UTC)),
            "bad: it is dated in 1, outside 1800 to 2200",
        ),
        (
            replace(GOOD, guid="bad", published=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
            "bad: it is dated in 9999, outside 1800 to 2200",
        ),
        (
            replace(GOOD, guid="bad", updated=datetime(2201, 1, 1, tzinfo=UTC)),
            "bad: it is dated in 2201, outside 1800 to 2200",
        ),
        (replace(GOOD, guid="b\x00ad"), "b\ufffdad: its guid holds characters that no text has"),
        (
            replace(GOOD, guid="bad", url="https://news.example/\x00"),
            "bad: its url holds characters that no text has",
        ),
        (
            replace(GOOD, guid="bad", title="A\x00title"),
            "bad: its title holds characters that no text has",
        ),
        (
            replace(GOOD, guid="bad", text="half a pair \ud83d"),
            "bad: its text holds characters that no text has",
        ),
        (replace(GOOD, guid="bad", text=" \u200b "), "bad: nothing is left of its text"),
    ],
)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_bad_item_is_refused_and_the_others_are_stored(bad: Item, reason: str, zone: str) -> None:
    source = feed()
    source.timezone = zone
    source.save()
    bad = replace(bad, publisher="")

    report = ingest_items(source=source, items=[bad, GOOD], fetched_at=NOW)

    assert report.refused == (reason,)
    assert [row.guid for row in Announcement.objects.all()] == ["good"]
    assert Reading.objects.count() == 1


def test_a_page_that_is_set_back_is_a_further_revision() -> None:
    reports = [receive(page(text)) for text in (FIRST, SECOND, FIRST)]

    assert [counts(report) for report in reports] == [(1, 0, 0), (0, 1, 0), (0, 1, 0)]
    assert told() == [FIRST, SECOND, FIRST]


def test_a_page_that_is_set_back_and_says_so_is_a_further_revision() -> None:
    receive(page(FIRST), page(SECOND, updated="2025-03-29"))

    report = receive(page(FIRST, updated="2025-03-30"))

    assert counts(report) == (0, 1, 0)
    assert told() == [FIRST, SECOND, FIRST]


def test_an_old_copy_of_a_page_changes_nothing() -> None:
    receive(page(FIRST), page(SECOND, updated="2025-03-29"))

    report = receive(page(FIRST))

    assert counts(report) == (0, 0, 1)
    assert told() == [FIRST, SECOND]


@pytest.mark.parametrize(
    "revisions",
    [
        [page(FIRST), page(SECOND, updated="2025-03-29")],
        [page(FIRST), page(SECOND)],
        [page(FIRST), page(SECOND), page(FIRST)],
        [page(FIRST, day=None), page(SECOND, day=None)],
        [page(FIRST, day=None), page(SECOND, day=None), page(FIRST, day=None)],
    ],
    ids=["updated", "one-date", "there-and-back", "undated", "undated-there-and-back"],
)
def test_a_feed_with_several_revisions_of_a_page_changes_nothing_again(
    revisions: list[Item],
) -> None:
    receive(*revisions)
    stored = told()

    again = [
        ingest_items(source=feed(), items=revisions, fetched_at=NOW + timedelta(hours=hour))
        for hour in (1, 2)
    ]

    assert stored == [one.text for one in revisions]
    assert [counts(report) for report in again] == [(0, 0, len(revisions))] * 2
    assert told() == stored


def test_a_feed_that_carries_the_newest_revision_first_is_put_in_order() -> None:
    revisions = [page(SECOND, updated="2025-03-29"), page(FIRST)]

    reports = [receive(*revisions), receive(*revisions)]

    assert [counts(report) for report in reports] == [(1, 1, 0), (0, 0, 2)]
    assert told() == [FIRST, SECOND]


def test_two_long_guids_with_one_beginning_are_two_announcements() -> None:
    items = [replace(GOOD, guid="x" * 600 + end) for end in ("1", "2")]

    reports = [receive(*items), receive(*items)]

    assert [counts(report) for report in reports] == [(2, 0, 0), (0, 0, 2)]
    assert {len(row.guid) for row in Announcement.objects.all()} == {500}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,hello",
        "/relative",
        "https://",
        "https://a b/",
        "https://a:b/",
        "http://[bad",
    ],
)
def test_an_address_that_is_no_link_is_dropped_and_its_item_kept(url: str) -> None:
    report = receive(replace(GOOD, url=url))

    assert counts(report) == (1, 0, 0)
    assert Announcement.objects.get().url == ""


def test_an_address_that_is_a_link_is_kept() -> None:
    receive(replace(GOOD, url="HTTPS://news.example/a?b=c#d"))

    assert Announcement.objects.get().url == "HTTPS://news.example/a?b=c#d"


def test_the_database_holds_that_addresses_are_links() -> None:
    receive(GOOD)
    row = Announcement.objects.get()
    row.pk, row.guid, row.url = None, "other", "javascript:alert(1)"
    row._state.adding = True

    with pytest.raises(IntegrityError, match="announcement_url_is_a_link"), transaction.atomic():
        row.save()
