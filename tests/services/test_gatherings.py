"""Gatherings that visits and meetings are told to be at become rows that these point to."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from tests.factories import make_editor
from tests.pipeline import item, tell
from visits.models import Gathering, Meeting, Visit
from visits.services.gatherings import gathering_for, gathering_slug

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

ANNOUNCED = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi will attend the G20 summit in Johannesburg, South Africa, "
    "on February 20, 2025.",
    day="2025-02-14",
    publisher="cn-mfa",
)
LONGER = item(
    "cn-2",
    "Chinese Foreign Minister Wang Yi will visit South Africa on February 20 to attend the Annual "
    "G20 Summit.",
    day="2025-02-15",
    publisher="cn-mfa",
)
ASIDE = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi met with Russian Foreign Minister Sergey Lavrov on the "
    "sidelines of the G20 Summit in Johannesburg, South Africa, on February 20.",
    day="2025-02-21",
    publisher="ru-mid",
)


def rows() -> list[tuple[Any, ...]]:
    fields = ("slug", "name", "country", "visits", "meetings")
    found = Gathering.objects.order_by("slug", "visits__key", "meetings__key")
    return [
        (slug, name, country, visit is not None, meeting is not None)
        for slug, name, country, visit, meeting in found.values_list(*fields)
    ]


def test_visit_and_meeting_point_to_the_gathering_they_are_told_to_be_at() -> None:
    tell(ANNOUNCED, ASIDE)

    assert rows() == [("g20-summit-2025", "G20 summit", "ZA", True, True)]
    assert Visit.objects.get().gathering == Meeting.objects.get().gathering


@pytest.mark.parametrize("order", permutations((ANNOUNCED, LONGER, ASIDE)))
def test_any_order_of_arrival_gives_the_same_gatherings(order: Any) -> None:
    for one in order:
        tell(one)

    assert rows() == [("g20-summit-2025", "Annual G20 Summit", "ZA", True, True)]


def test_gathering_that_nothing_names_any_more_goes() -> None:
    tell(ANNOUNCED)
    tell(item("cn-1", "Nothing is planned.", day="2025-02-16", publisher="cn-mfa"))

    assert rows() == []


def test_gathering_that_somebody_edited_stays_as_it_was_edited() -> None:
    tell(ANNOUNCED)
    row = Gathering.objects.get()
    Gathering.objects.update(name="Group of Twenty")
    kind = ContentType.objects.get_for_model(Gathering).pk
    LogEntry.objects.create(
        user=make_editor(), content_type_id=kind, object_id=str(row.pk), action_flag=CHANGE
    )

    tell(LONGER)
    assert rows() == [("g20-summit-2025", "Group of Twenty", "ZA", True, False)]

    tell(item("cn-1", "Nothing is planned.", day="2025-02-16", publisher="cn-mfa"))
    tell(item("cn-2", "Nothing is planned.", day="2025-02-16", publisher="cn-mfa"))
    assert rows() == [("g20-summit-2025", "Group of Twenty", "ZA", False, False)]


def test_looking_a_gathering_up_again_gives_the_same_row() -> None:
    first = gathering_for("the 17th APEC Ministerial Meeting", date(2005, 11, 15), "KR")

    assert gathering_for("APEC ministerial meeting", date(2005, 11, 16), None) == first
    assert gathering_for("APEC ministerial meeting", date(2006, 11, 16), None) != first
    assert Gathering.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("events on May 9", "events-on-may-9-2025"),
        ("2025 Munich Security Conference", "munich-security-conference-2025"),
        ("Conférence de Munich", "conference-de-munich-2025"),
        ("二十国集团峰会", "bac4e94469-2025"),
    ],
)
def test_slug_is_the_folded_name_and_the_year(name: str, slug: str) -> None:
    assert gathering_slug(name, 2025) == slug
