"""Every format from its bytes on a server, or in a directory, to stored announcements."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.fixtures.web import Web
from tests.services.feeds import NOW, TEXT, atom, entry, page
from visits.models import Announcement, Retraction, Source, SourcePage
from visits.services.fetching import Pulled, fetch_source
from visits.services.previews import preview_source
from visits.terms import SourceFormat

pytestmark = pytest.mark.django_db(transaction=True)
SELECTORS = {"item": "ul.news > li", "date": "time@datetime", "article": "div.story"}


def make(web: Web, form: SourceFormat, **more: object) -> Source:
    return Source.objects.create(
        slug="feed", name="A source", url=web.url("/list"), format=form, **more
    )


def pulled(source: Source, now: datetime = NOW) -> Pulled:
    Source.objects.filter(pk=source.pk).update(next_check_at=None)
    done = fetch_source(source_id=source.pk, now=now)
    source.refresh_from_db()
    assert done.failure == ""
    return done


def listing(*paths: str) -> str:
    rows = (
        f"<li><time datetime='2025-03-31'>31 March</time> <a href='{path}'>Visit announced</a></li>"
        for path in paths
    )
    return f"<html><body><ul class='news'>{''.join(rows)}</ul></body></html>"


def texts() -> list[tuple[str, int, str]]:
    rows = Announcement.objects.order_by("pk")
    return [(row.guid.rpartition("/")[2], row.revision, row.text) for row in rows]


def test_pages_of_a_list_are_read_once_each(web: Web) -> None:
    source = make(web, SourceFormat.HTML_LIST, selectors=SELECTORS, timezone="Asia/Shanghai")
    web.answer("/list", listing("/a", "/b", "https://other.example/c"))
    web.answer("/a", page(), ETag='"a"')
    web.answer("/b", page("The minister is at home."))
    pulled(source)
    pulled(source)

    row = Announcement.objects.get(guid=web.url("/a"))
    assert texts() == [
        ("a", 1, f"Visit announced\n\n{TEXT}"),
        ("b", 1, "Visit announced\n\nThe minister is at home."),
    ]
    assert (row.url, row.published_on.isoformat()) == (web.url("/a"), "2025-03-31")
    assert web.paths() == ["/list", "/a", "/b", "/list"]
    assert source.last_error == "item 3 leads to another site: https://other.example/c"


def test_an_edited_page_becomes_a_revision_also_when_it_left_the_list(web: Web) -> None:
    source = make(web, SourceFormat.HTML_LIST, selectors=SELECTORS)
    web.answer("/list", listing("/a"))
    web.answer("/a", page(), ETag='"a"')
    pulled(source)
    web.answer("/list", listing("/b"))
    web.answer("/b", page("Another one."))
    web.answer("/a", page(f"{TEXT} He will meet Sergey Lavrov."))
    pulled(source, NOW + timedelta(hours=2))

    assert texts() == [
        ("a", 1, f"Visit announced\n\n{TEXT}"),
        ("b", 1, "Visit announced\n\nAnother one."),
        ("a", 2, f"Visit announced\n\n{TEXT} He will meet Sergey Lavrov."),
    ]
    assert web.headers_of("/a")["If-None-Match"] == '"a"'


def test_a_page_that_is_gone_is_retracted_and_lifted_when_it_is_back(web: Web) -> None:
    source = make(web, SourceFormat.HTML_LIST, selectors=SELECTORS)
    web.answer("/list", listing("/a"))
    web.answer("/a", page(), ETag='"a"')
    pulled(source)
    web.answer("/a", status=410)
    pulled(source, NOW + timedelta(hours=2))
    (gone,) = Retraction.objects.all()
    web.answer("/a", page(), ETag='"a"')
    done = pulled(source, NOW + timedelta(hours=12))
    gone.refresh_from_db()

    assert (gone.reason, gone.lifted_at) == (
        "Its page is gone for good (410).",
        NOW + timedelta(hours=12),
    )
    assert done.readings == (gone.announcement_id,)


def test_a_page_that_is_not_found_is_retracted_after_a_day(web: Web) -> None:
    source = make(web, SourceFormat.HTML_LIST, selectors=SELECTORS)
    web.answer("/list", listing("/a"))
    web.answer("/a", page())
    pulled(source)
    del web.acts["/a"]
    counts = []
    for hours in (2, 12, 30):
        pulled(source, NOW + timedelta(hours=hours))
        counts.append(Retraction.objects.count())

    assert counts == [0, 0, 1]


def test_a_long_list_is_read_over_several_visits(web: Web) -> None:
    source = make(web, SourceFormat.HTML_LIST, selectors=SELECTORS)
    paths = [f"/{n}" for n in range(25)]
    web.answer("/list", listing(*paths), ETag='"list"')
    for path in paths:
        web.answer(path, page(f"This is page {path}."))
    pulled(source)
    first = (Announcement.objects.count(), source.etag, source.next_check_why)
    pulled(source, NOW + timedelta(minutes=15))

    assert first == (20, "", "there is more to fetch than one visit takes")
    assert (Announcement.objects.count(), source.etag) == (25, '"list"')


def test_a_test_of_a_list_fetches_few_pages_and_stores_nothing(web: Web) -> None:
    source = make(web, SourceFormat.HTML_LIST, selectors=SELECTORS)
    paths = [f"/{n}" for n in range(9)]
    web.answer("/list", listing(*paths))
    for path in paths:
        web.answer(path, page())

    preview = preview_source(source=source, now=NOW)

    assert [shown.item.title for shown in preview.shown] == ["Visit announced"] * 3
    assert len(web.paths()) == 4
    assert (Announcement.objects.count(), SourcePage.objects.count()) == (0, 0)


def test_a_tombstone_takes_an_entry_back(web: Web) -> None:
    source = make(web, SourceFormat.ATOM)
    web.answer("/list", atom(entry("urn:one"), entry("urn:two")))
    pulled(source)
    tomb = '<at:deleted-entry ref="urn:one" when="2025-04-01T00:00:00Z"/>'
    web.answer("/list", atom(tomb, entry("urn:one"), entry("urn:two")))
    pulled(source)

    (gone,) = Retraction.objects.all()
    assert (gone.announcement.guid, gone.reason) == (
        "urn:one",
        "Its feed took it back (a tombstone).",
    )


def test_a_json_feed_is_read(web: Web) -> None:
    source = make(web, SourceFormat.JSON_FEED)
    web.answer(
        "/list",
        '{"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": ['
        '{"id": 7, "url": "/7", "title": "Visit announced", "content_html": "<p>First.</p>Last.",'
        ' "date_published": "2025-03-31T09:00:00+08:00"}, {"id": 8}]}',
    )

    pulled(source)

    row = Announcement.objects.get()
    assert (row.guid, row.url) == ("7", web.url("/7"))
    assert row.text == "Visit announced\n\nFirst.\nLast."
    assert source.last_error == "item 2: it has neither title nor text"


def test_a_calendar_is_read(web: Web) -> None:
    source = make(web, SourceFormat.ICALENDAR)
    web.answer(
        "/list",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"
        "BEGIN:VEVENT\r\nUID:e1\r\nDTSTAMP:20250328T090000Z\r\nDTSTART;VALUE=DATE:20250331\r\n"
        "DTEND;VALUE=DATE:20250403\r\nSUMMARY:Foreign Minister Wang Yi visits Russia\r\n"
        "LOCATION:Moscow\\, Russia\r\nURL:https://ministry.example/e1\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:e2\r\nDTSTAMP:20250328T090000Z\r\nSTATUS:CANCELLED\r\n"
        "SUMMARY:Talks\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )

    pulled(source)

    assert texts() == [
        (
            "e1",
            1,
            "Foreign Minister Wang Yi visits Russia\n\n2025-03-31 – 2025-04-02\nMoscow, Russia",
        ),
        ("e2", 1, "Talks\n\nCANCELLED"),
    ]
    assert source.next_check_at == NOW + timedelta(hours=4)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    old = time.time() - 60
    os.utime(path, (old, old))
    return path


def directory(settings: Settings, root: Path) -> Source:
    settings.INBOX = root / "inbox"
    (root / "inbox" / "mfa").mkdir(parents=True)
    return Source.objects.create(
        slug="files", name="Files", format=SourceFormat.DIRECTORY, folder="mfa"
    )


def test_files_of_a_directory_are_read_and_changed_ones_are_revisions(
    settings: Settings, tmp_path: Path
) -> None:
    source = directory(settings, tmp_path)
    folder = tmp_path / "inbox" / "mfa"
    now = datetime.fromtimestamp(time.time(), NOW.tzinfo)
    write(folder, "a.txt", f"Date: 31 March 2025\nVisit announced\n{TEXT}")
    write(folder, "2025/b.html", page("Another one."))
    write(folder, "c.pdf", "no")
    pulled(source, now)
    pulled(source, now)
    first = texts()
    write(folder, "a.txt", "Date: 31 March 2025\nVisit announced\nIt is put off.")
    pulled(source, now)

    assert sorted(first) == [
        ("a.txt", 1, f"Visit announced\n\n{TEXT}"),
        ("b.html", 1, "Visit announced\n\nAnother one."),
    ]
    assert texts()[2:] == [("a.txt", 2, "Visit announced\n\nIt is put off.")]
    assert source.last_error == "c.pdf is of no kind that is read"


def test_links_in_a_directory_are_not_followed(settings: Settings, tmp_path: Path) -> None:
    source = directory(settings, tmp_path)
    folder = tmp_path / "inbox" / "mfa"
    secret = write(tmp_path, "secret.txt", "Top secret")
    (folder / "file.txt").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path)

    pulled(source)

    assert Announcement.objects.count() == 0
    assert source.last_error == (
        "file.txt is a link, and is not followed; folder is a link, and is not followed"
    )


@pytest.mark.parametrize("folder", ["..", "../inbox", "/etc", "mfa/../..", "linked", "missing"])
def test_a_directory_outside_of_the_inbox_is_a_failure(
    settings: Settings, tmp_path: Path, folder: str
) -> None:
    source = directory(settings, tmp_path)
    (tmp_path / "inbox" / "linked").symlink_to(tmp_path)
    Source.objects.update(folder=folder)
    write(tmp_path, "secret.txt", "Top secret")

    done = fetch_source(source_id=source.pk)

    assert done.failure != ""
    assert Announcement.objects.count() == 0


def test_a_file_that_is_being_written_is_left_for_later(settings: Settings, tmp_path: Path) -> None:
    source = directory(settings, tmp_path)
    path = write(tmp_path / "inbox" / "mfa", "a.txt", "Visit announced\nHalf of")
    now = datetime.fromtimestamp(time.time(), NOW.tzinfo)
    os.utime(path, (now.timestamp(), now.timestamp()))
    pulled(source, now)
    early = Announcement.objects.count()
    pulled(source, now + timedelta(seconds=6))

    assert (early, Announcement.objects.count()) == (0, 1)
