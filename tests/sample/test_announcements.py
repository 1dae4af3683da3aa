from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.sample.corpus import expected_events, keyed_texts, sample_corpus
from visits.sample import sample_announcements, sample_sources
from visits.terms import MeetingForm, VisitKind, VisitStatus

LINES = sample_corpus()
DAY_AFTER_THE_DEMO = datetime(2025, 4, 2, tzinfo=UTC)


def test_sample_announcements_are_enough_to_fill_the_calendar() -> None:
    items = sample_announcements()
    languages = Counter(item.lang for item in items)

    assert len(items) >= 64
    assert len({item.trip for item in items}) >= 22
    assert min(languages[code] for code in ("zh", "ru", "fr")) >= 5
    assert sum(item.published.year >= 2024 for item in items) * 3 > len(items) * 2


def test_sample_announcements_are_published_before_the_demo_day_ends() -> None:
    late = [item.id for item in sample_announcements() if item.updated >= DAY_AFTER_THE_DEMO]

    assert late == []


def test_sample_announcements_have_ids_of_their_own_in_order_of_publication() -> None:
    items = sample_announcements()

    assert len({item.id for item in items}) == len(items)
    assert all(one.published <= other.published for one, other in pairwise(items))


def test_sample_announcements_use_the_clock_of_their_source() -> None:
    zones = {source.id: ZoneInfo(source.time_zone) for source in sample_sources()}
    wrong = [
        item.id
        for item in sample_announcements()
        for text in item.texts
        if text.updated.utcoffset() != text.updated.astimezone(zones[item.source]).utcoffset()
    ]

    assert wrong == ["cn-agency-blinken-mongolia"]  # a feed in UTC, a day behind its publisher


def test_sample_announcements_name_the_rows_that_their_facts_come_from() -> None:
    row = re.compile(r"seed_article|dev:d\d{3}|us_travels:(visits:)?\d{4}")
    unnamed = [
        item.id
        for item in sample_announcements()
        if not item.facts or not all(row.fullmatch(fact) for fact in item.facts)
    ]

    assert unnamed == []


def test_sample_announcements_include_a_revision_with_another_text() -> None:
    revised = [item for item in sample_announcements() if item.revisions]

    assert [item.id for item in revised] == ["us-blinken-seoul-paris"]
    assert revised[0].updated - revised[0].published == timedelta(days=1, hours=19)
    assert len({text.text for text in revised[0].texts}) == 2


def test_expected_events_cover_each_text_and_nothing_else() -> None:
    keys = [key for item in sample_announcements() for key, _ in keyed_texts(item)]

    assert sorted(expected_events()) == sorted(keys)


def test_expected_events_include_each_turn_that_a_trip_can_take() -> None:
    visits = [visit for line in LINES for visit in line["gold"]["visits"]]
    meetings = [meeting for line in LINES for meeting in line["gold"]["meetings"]]
    quiet = [line["id"] for line in LINES if line["gold"] == {"visits": [], "meetings": []}]

    assert {visit["status"] for visit in visits} == {status.value for status in VisitStatus}
    assert {visit["kind"] for visit in visits} == {kind.value for kind in VisitKind} - {"transit"}
    assert {meeting["form"] for meeting in meetings} == {form.value for form in MeetingForm}
    assert quiet == ["wire-chip-tariffs", "wire-yasukuni"]
