"""Reading again: what is left due, and that the same reading changes nothing."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_editor, make_official
from tests.pipeline import item, receive, settle, tell
from visits.models import Claim, Reading
from visits.queries.gazetteer import reader_version
from visits.services.reference import load_countries
from visits.services.trip_entry import enter_trip
from visits.terms import DeliveryState

pytestmark = pytest.mark.django_db

CHINA = item(
    "cn-1", "Foreign Minister Wang Yi will visit Russia on April 1.", day="2025-03-28",
    publisher="cn-mfa",
)  # fmt: skip
WIRE = item("wire-1", "The price of copper rose.", day="2025-03-28")


@pytest.fixture(autouse=True)
def read() -> None:
    load_countries()
    tell(CHINA, WIRE)


def reread(*options: str) -> str:
    out = StringIO()
    call_command("reread", *options, stdout=out)
    return out.getvalue().strip()


def due() -> list[str]:
    rows = Reading.objects.filter(state=DeliveryState.DUE).order_by("announcement__guid")
    return list(rows.values_list("announcement__guid", flat=True))


def test_nothing_is_due_while_the_gazetteer_is_the_same() -> None:
    assert reread() == "0 announcements are due to be read again"
    assert set(Reading.objects.values_list("engine", flat=True)) == {reader_version()}


def test_better_gazetteer_makes_all_due_once() -> None:
    make_official("Yi Wang", "CN", key="q:1", names=["Wang Yi"])
    assert reread() == "2 announcements are due to be read again"
    assert reread() == "0 announcements are due to be read again"
    settle()
    assert reread() == "0 announcements are due to be read again"
    (claim,) = Claim.objects.filter(superseded_at=None)
    assert claim.value["visitors"][0]["official"] == "q:1"
    assert claim.engine == reader_version()
    assert claim.generation == 2


def test_all_reads_again_and_the_same_claims_stay() -> None:
    (before,) = Claim.objects.all()
    assert reread("--all") == "2 announcements are due to be read again"
    settle()
    assert list(Claim.objects.values_list("pk", "superseded_at")) == [(before.pk, None)]


@pytest.mark.parametrize(
    ("slug", "guids"), [("cn-mfa", ["cn-1"]), ("feed", ["cn-1", "wire-1"]), ("ru-mid", [])]
)
def test_source_makes_its_own_and_those_of_its_publishers_due(slug: str, guids: list[str]) -> None:
    reread("--source", slug)
    assert due() == guids


def test_source_that_is_not_there() -> None:
    with pytest.raises(CommandError):
        reread("--source", "nobody")


def test_replaced_revision_and_entry_by_hand_are_not_read_again() -> None:
    edited = item("wire-1", "The price of copper fell.", day="2025-03-29")
    receive(edited)
    settle()
    enter_trip(
        editor=make_editor(), official=None, name="Wang Yi", country="CN", host="RU",
        dates="2025-05-01", today=date(2025, 4, 1),
    )  # fmt: skip
    assert Reading.objects.count() == 4
    assert reread("--all") == "2 announcements are due to be read again"
    rows = Reading.objects.filter(state=DeliveryState.DUE).select_related("announcement")
    assert sorted(row.announcement.revision for row in rows) == [1, 2]
