"""`manage.py ingest` with a file and with an address, down to the visits."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_source
from tests.fixtures.web import Web
from tests.services.feeds import TEXT, item, rss
from visits.management.progress import Progress
from visits.models import Announcement, Reading, ReferenceLoad, Source, Visit
from visits.services.reference import load_countries

pytestmark = pytest.mark.django_db(transaction=True)


def ingest(place: object, **options: object) -> tuple[list[str], list[str]]:
    """Lines of both outputs."""
    out, err = io.StringIO(), io.StringIO()
    call_command("ingest", str(place), stdout=out, stderr=err, **options)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_feed_at_an_address_becomes_visits(web: Web) -> None:
    load_countries()
    ReferenceLoad.objects.create(version="countries alone")
    web.answer("/feed", rss(item()))

    first, again = ingest(web.url("/feed")), ingest(web.url("/feed"))

    slug = f"one-off-{web.address.replace('.', '').replace(':', '')}"
    assert first == (
        [f"1 announcements of {slug}: 1 new, 0 revised, 0 unchanged; 1 claims in 1 timelines"],
        [],
    )
    assert again[0][0].endswith("0 new, 0 revised, 1 unchanged; 0 claims in 0 timelines")
    assert (Visit.objects.count(), Reading.objects.get().state) == (1, "done")
    assert Source.objects.get().is_active is False


def test_lines_of_a_file_are_told_by_the_source_that_is_named(tmp_path: Path) -> None:
    make_source("wire", None)
    rows = [{"id": "1", "title": "Visit announced", "text": TEXT, "published": "2025-03-31"}, {}]
    path = tmp_path / "told.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))

    out, err = ingest(path, source="wire")

    assert out[0].startswith("1 announcements of wire: 1 new")
    assert err == ["not read: line 2: it has no id"]
    assert Announcement.objects.get().published_on.isoformat() == "2025-03-31"


def test_dry_run_shows_and_stores_nothing(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"Date: 31 March 2025\nVisit announced\n{TEXT}")

    out, _ = ingest(path, dry_run=True)

    assert out == ["2025-03-31 12:00:00+00:00  Visit announced", "1 announcements, none stored"]
    assert (Announcement.objects.count(), Source.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a", b"<rss><channel><item><guid>1</guid><title>Talks</title></item></channel></rss>"),
        ("b", b'{"version": "1", "items": [{"id": 1, "title": "Talks"}]}'),
        ("c", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Talks\nEND:VEVENT\nEND:VCALENDAR"),
        ("d", b"<!doctype html><html><head><title>Talks</title></head><body><p>They met, at length,"
              b" and spoke of trade.</p></body></html>"),
        ("e", b"Talks"),
        ("f", b'{"id": "1", "title": "Talks"}'),
    ],
)  # fmt: skip
def test_kind_of_a_file_is_seen_from_its_bytes(tmp_path: Path, name: str, body: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(body)

    out, _ = ingest(path, dry_run=True)

    assert [line.rpartition("  ")[2] for line in out] == ["Talks", "1 announcements, none stored"]


@pytest.mark.parametrize(
    ("place", "options", "told"),
    [
        ("/nowhere/at/all.xml", {}, "No such file"),
        ("http://10.0.0.1/feed", {}, "InvalidIPAddress: 10.0.0.1"),
        ("/etc/hostname", {"source": "nobody"}, "There is no source 'nobody'."),
    ],
)
def test_place_that_cannot_be_read_is_an_error(
    place: str, options: dict[str, str], told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        ingest(place, **options)


def test_bar_is_drawn_in_a_terminal_and_nowhere_else() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    drawn = []
    for out in (Terminal(), io.StringIO()):
        with Progress(out, "reading", 40) as bar:
            bar.advance(40)
        drawn.append(out.getvalue())

    assert drawn == [
        f"\r[{'-' * 30}] 0/40 reading\r[{'#' * 30}] 40/40 reading\n",
        "",
    ]
