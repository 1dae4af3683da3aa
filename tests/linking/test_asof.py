"""What was known at a time."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.linking.build import told, visit
from visits.linking import claims_until, link
from visits.terms import VisitStatus

PLANNED = visit("Anna Low", "NZ", "JP", "2025-05-10", by=told("a1", "2025-05-01"))
CANCELLED = visit(
    "Anna Low",
    "NZ",
    "JP",
    "2025-05-10",
    status="cancelled",
    by=told("a2", "2025-05-05", recorded="2025-05-09"),
)


def test_claims_count_from_their_publication() -> None:
    when = datetime(2025, 5, 6, tzinfo=UTC)

    assert claims_until([CANCELLED, PLANNED], when) == (PLANNED, CANCELLED)
    assert claims_until([CANCELLED, PLANNED], datetime(2025, 5, 4, tzinfo=UTC)) == (PLANNED,)


def test_basis_recorded_counts_from_when_we_learned_of_it() -> None:
    when = datetime(2025, 5, 6, tzinfo=UTC)

    assert claims_until([CANCELLED, PLANNED], when, "recorded") == (PLANNED,)


def test_linking_over_them_is_the_state_of_then() -> None:
    (then,) = link(claims_until([PLANNED, CANCELLED], datetime(2025, 5, 4, tzinfo=UTC))).visits
    (now,) = link([PLANNED, CANCELLED]).visits

    assert (then.status, now.status) == (VisitStatus.PLANNED, VisitStatus.CANCELLED)
