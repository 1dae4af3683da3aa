"""What officials, their tenures and sources were, and who changed them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_editor, make_official, make_source, make_tenure
from visits.models import OfficialName, Source
from visits.queries.kept import Kept, official_kept, source_kept

pytestmark = pytest.mark.django_db


def told(kept: list[Kept]) -> list[tuple[str, bool, list[tuple[str, str, str]]]]:
    return [
        (one.what, one.is_removed, [(c.label, c.before, c.after) for c in one.changes])
        for one in kept
    ]


def test_changes_of_an_official_are_told_the_latest_first() -> None:
    official = make_official("Wang Yi", "CN", family="Wang", given="Yi")
    tenure = make_tenure(official)
    assert official_kept(official) == []
    official.name = "Wang Yi the Elder"
    official.save()
    official.name = "Wang Yi"
    official.save()
    before = tenure.start
    tenure.start = date(2014, 1, 1)
    tenure.save()

    kept = official_kept(official)
    assert told([one for one in kept if one.what == "Tenure"]) == [
        ("Tenure", False, [("From", str(before), "2014-01-01")])
    ]
    assert told([one for one in kept if one.what == "Official"]) == [
        ("Official", False, [("Name", "Wang Yi the Elder", "Wang Yi")]),
        ("Official", False, [("Name", "Wang Yi", "Wang Yi the Elder")]),
    ]


def test_a_further_name_that_went_is_told_as_removed() -> None:
    official = make_official("Wang Yi", "CN")
    name = OfficialName.objects.create(official=official, name="Wong", folded="wong")
    name.delete()

    (kept,) = official_kept(official)

    assert (kept.what, kept.is_removed, kept.who) == ("Further name", True, "")
    assert ("Name", "Wong", "") in [(c.label, c.before, c.after) for c in kept.changes]


def test_fetching_leaves_no_trace_and_an_edit_of_a_source_does() -> None:
    source = make_source()
    Source.objects.update(last_fetch_at=timezone.now(), etag="x", failures=3)
    assert source_kept(source) == []

    Source.objects.update(tier=1, is_active=False)

    (kept,) = source_kept(source)
    assert [(c.label, c.before, c.after) for c in kept.changes] == [
        ("Reliability", "3", "1"),
        ("Active", "yes", "no"),
    ]


def test_who_changed_a_source_is_told_on_its_page(client: Client) -> None:
    source = make_source()
    client.force_login(make_editor("ana", is_superuser=True))

    client.post(f"/sources/{source.slug}/pause/", {"reason": "Moved."})

    (kept,) = source_kept(source)
    assert kept.who == "ana"
    html = client.get(f"/sources/{source.slug}/history/").content.decode()
    assert "<b>ana</b>" in html
    official = make_official("Wang Yi", "CN")
    empty = client.get(f"{official.get_absolute_url()}history/").content.decode()
    assert "Nothing has been changed since it came." in empty
