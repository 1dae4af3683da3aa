"""How long a source may be quiet: as its own announcements tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_announcement, make_source
from visits.models import Source
from visits.queries.watching import Quiet, quiet_sources
from visits.terms import SourceFormat

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 30, 9, tzinfo=UTC)


def told(source: Source, *days_ago: int) -> None:
    for days in days_ago:
        moment = NOW - timedelta(days=days)
        make_announcement(source=source, published=moment.date().isoformat(), fetched_at=moment)


def quiet(source: Source) -> Quiet:
    return quiet_sources([source.pk], NOW)[source.pk]


def test_a_source_that_told_nothing_has_no_habit() -> None:
    found = quiet(make_source())

    assert found == Quiet(None, None, None)
    assert found.is_stale is False


def test_a_few_announcements_are_no_habit() -> None:
    source = make_source()
    told(source, 50, 51, 52, 53)

    found = quiet(source)

    assert (found.silence, found.habit, found.is_stale) == (timedelta(days=50), None, False)


@pytest.mark.parametrize(("days", "stale"), [(3, False), (4, True)])
def test_a_daily_source_is_stale_after_three_days(days: int, stale: bool) -> None:
    source = make_source()
    told(source, *range(days, days + 10))

    found = quiet(source)

    assert (found.habit, found.limit) == (timedelta(days=1), timedelta(days=3))
    assert found.is_stale is stale


def test_one_long_gap_among_many_is_no_habit() -> None:
    source = make_source()
    told(source, *range(1, 20), 80)

    assert quiet(source).habit == timedelta(days=1)


def test_a_busy_source_may_be_quiet_for_a_day() -> None:
    source = make_source()
    for hours in range(30, 40):
        moment = NOW - timedelta(hours=hours)
        make_announcement(source=source, published="2025-06-28", fetched_at=moment)

    found = quiet(source)

    assert (found.habit, found.limit, found.is_stale) == (
        timedelta(0), timedelta(days=1), True,
    )  # fmt: skip


def test_what_publishers_of_a_feed_tell_is_the_feeds() -> None:
    feed = make_source("feed", None)
    told(make_source("cn-mfa", format=SourceFormat.PUSH, feed=feed), 1, 2, 3)
    told(make_source("ru-mid", "RU", format=SourceFormat.PUSH, feed=feed), 4, 5, 6)

    found = quiet(feed)

    assert (found.silence, found.habit) == (timedelta(days=1), timedelta(days=1))
