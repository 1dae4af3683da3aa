"""What comes next for a source: a pure function of what is known and what came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.ingest.deciding import (
    LATEST,
    SOONEST,
    Came,
    Known,
    Next,
    chance,
    decide,
)

NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
KNOWN = Known("feed", HOUR)


def wait(known: Known, came: Came) -> timedelta:
    return decide(known, came, NOW).at - NOW


def test_an_answer_without_wishes_is_looked_at_again_as_often_as_was_said() -> None:
    assert decide(KNOWN, Came(), NOW) == Next(NOW + HOUR, "as often as its settings say")


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        (Came(ttl=2 * HOUR), 2 * HOUR),
        (Came(ttl=HOUR / 2), HOUR),
        (Came(ttl=2 * HOUR, fresh_for=3 * HOUR), 3 * HOUR),
        (Came(fresh_for=timedelta(days=9)), LATEST),
        (Came(more=True), SOONEST),
    ],
)
def test_the_longest_wish_counts_within_the_limits(came: Came, expected: timedelta) -> None:
    assert wait(KNOWN, came) == expected


def test_a_wait_below_the_least_says_so() -> None:
    hasty = Known("feed", timedelta(minutes=1))

    assert decide(hasty, Came(), NOW) == Next(
        NOW + SOONEST, "as often as its settings say, but not within 15 minutes"
    )


def test_failures_double_the_wait_with_a_jitter_that_is_not_chance() -> None:
    waits = [
        wait(Known("feed", HOUR, failures=n, failing_since=NOW), Came(failure="500"))
        for n in range(4)
    ]
    drawn = 1 + 0.2 * chance("feed", NOW)

    assert waits == [HOUR * drawn, 2 * HOUR * drawn, 4 * HOUR * drawn, 8 * HOUR * drawn]


def test_sources_that_failed_together_part() -> None:
    ats = {decide(Known(f"s{n}", HOUR), Came(failure="x"), NOW).at for n in range(50)}

    assert len(ats) == 50


def test_retry_after_lengthens_a_back_off_and_does_not_shorten_it() -> None:
    failed = Known("feed", HOUR, failures=3, failing_since=NOW)
    long = decide(failed, Came(failure="429", status=429, retry_after=20 * HOUR), NOW)
    short = decide(failed, Came(failure="429", status=429, retry_after=timedelta(0)), NOW)

    assert (long.at - NOW, long.why) == (20 * HOUR, "its server asks for it (Retry-After)")
    assert short.why == "after 4 failures in a row"


def test_a_success_between_two_410_starts_their_count_afresh() -> None:
    first = decide(KNOWN, Came(failure="gone", status=410), NOW)
    between = decide(Known("feed", HOUR, first.failures, NOW, first.gones), Came(), NOW)
    other = decide(Known("feed", HOUR, 1, NOW, 2), Came(failure="x", status=500), NOW)

    assert (first.gones, between.gones, between.failures, other.gones) == (1, 0, 0, 0)


def test_a_busy_host_is_nobodys_fault() -> None:
    known = Known("feed", HOUR, failures=2, failing_since=NOW - HOUR, gones=1)

    put_off = decide(known, Came(busy_for=timedelta(seconds=10)), NOW)

    assert (put_off.failures, put_off.failing_since, put_off.gones) == (2, NOW - HOUR, 1)
    assert timedelta(seconds=10) <= put_off.at - NOW <= timedelta(seconds=12)


WAITS = st.timedeltas(timedelta(0), timedelta(days=400))
MAYBE = st.none() | WAITS


@given(
    st.builds(
        Known,
        slug=st.text(max_size=5),
        wait=st.timedeltas(timedelta(minutes=1), timedelta(days=30)),
        failures=st.integers(0, 10**6),
        failing_since=st.none() | st.timedeltas(timedelta(0), timedelta(days=99)).map(NOW.__sub__),
        gones=st.integers(0, 5),
    ),
    st.builds(
        Came,
        failure=st.text(max_size=3),
        status=st.none() | st.integers(400, 599),
        ttl=MAYBE,
        fresh_for=MAYBE,
        retry_after=MAYBE,
    ),
)
def test_the_next_check_is_always_within_15_minutes_and_a_day_and_says_why(
    known: Known, came: Came
) -> None:
    following = decide(known, came, NOW)

    assert SOONEST <= following.at - NOW <= LATEST
    assert following.why != ""
    assert following == decide(known, came, NOW)
    assert bool(following.failures) == bool(came.failure)
