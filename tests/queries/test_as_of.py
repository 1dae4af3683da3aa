"""Lists as of a time read versions: they say what linking over the claims of then says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.pipeline import item, tell
from tests.stream import NOW, rows
from visits.linking import LinkedVisit, link
from visits.models import Claim, Official, Source, Visit
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.claim_values import link_claim
from visits.queries.criteria import VisitCriteria
from visits.queries.recomputed import differences, itinerary_as_of, visit_as_of
from visits.services.linking import link_now
from visits.services.timelines import store_claims
from visits.terms import VisitStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

PLAN = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-03-21",
    publisher="cn-mfa",
)
LATER = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from March 31 to April 3.",
    day="2025-03-25",
    publisher="ru-mid",
)
CALLED_OFF = item(
    "wire-1",
    "Chinese Foreign Minister Wang Yi has cancelled his visit to Russia on March 31, officials "
    "said.",
    day="2025-03-28",
)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def days(visit: LinkedVisit) -> tuple[Any, ...]:
    found: list[date | None] = []
    for window in (visit.start, visit.end):
        found += [window.earliest, window.latest] if window else [None, None]
    return (visit.host, visit.status.value, visit.kind.value, *map(_iso, found), visit.cities)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def listed(when: datetime) -> list[tuple[Any, ...]]:
    names = ("host_id", "status", "kind", "start_earliest", "start_latest", "end_earliest")
    return sorted(
        (
            (
                *(row.snapshot[name] for name in (*names, "end_latest")),
                tuple(row.snapshot["cities"]),
            )
            for row in visits_as_of(when)
        ),
        key=repr,
    )


def anew(when: datetime) -> list[tuple[Any, ...]]:
    live = Claim.objects.filter(superseded_at=None, announcement__published_at__lte=when)
    told = live.select_related("announcement__source")
    return sorted((days(visit) for visit in link(map(link_claim, told)).visits), key=repr)


def stated() -> list[tuple[Any, ...]]:
    fields = ("pk", "head", "host", "status", "kind", "start_earliest", "end_latest")
    return list(Visit.objects.order_by("pk").values_list(*fields))


def restated(when: datetime) -> list[tuple[Any, ...]]:
    versions = visits_as_of(when, "recorded").order_by("visit")
    return [
        (v.pk, v.head_id, v.host_id, v.status, v.kind, v.start_earliest, v.end_latest)
        for v in visits_of_versions(versions)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_lists_say_what_linking_over_the_claims_of_then_says(seed: int) -> None:
    source = Source.objects.create(slug="wire", name="Wire")
    told = [rows(seed * 100 + n, source, (0,)) for n in range(10)]
    for some in (told[:4], [told[4]], [told[5]], told[6:]):
        link_now({t for claims in some for t in store_claims(claims, NOW)})
    link_now(store_claims([], NOW, replaced=told[2]))

    moments = {claim.announcement.published_at for claims in told for claim in claims}
    for when in sorted(moments):
        assert listed(when) == anew(when)


def test_lists_by_record_say_what_was_shown_then() -> None:
    source = Source.objects.create(slug="wire", name="Wire")
    shown = []
    told = [rows(700 + n, source, (0,)) for n in range(8)]
    for claims in told:
        link_now(store_claims(claims, NOW))
        shown.append((timezone.now(), stated()))
    link_now(store_claims([], NOW, replaced=told[1]))

    assert [restated(when) for when, _ in shown] == [facts for _, facts in shown]


def test_a_visit_is_told_as_it_was_known_each_day() -> None:
    tell(CALLED_OFF, PLAN, LATER)
    pk = Visit.objects.get().pk

    told = [visits_of_versions(visits_as_of(at(day))) for day in ("2025-03-20", "2025-03-21")]
    (second,), (third,) = (
        visits_of_versions(visits_as_of(at(day))) for day in ("2025-03-26", "2025-03-29")
    )

    assert told[0] == []
    (first,) = told[1]
    assert (first.pk, second.pk, third.pk) == (pk, pk, pk)
    assert [first.status, second.status, third.status] == ["planned", "planned", "cancelled"]
    assert str(first.head) == "Wang Yi"
    assert [member.official.name for member in first.members.all()] == ["Wang Yi"]
    assert [[stop.city for stop in v.stops.all()] for v in (first, second)] == [[], ["Moscow"]]
    assert (first.confirmed_by_both, second.confirmed_by_both) == (False, True)


def test_one_visit_is_linked_anew_as_of_a_time() -> None:
    tell(PLAN, LATER, CALLED_OFF)
    visit = Visit.objects.get()

    before = visit_as_of(visit.pk, at("2025-03-26"))
    after = visit_as_of(visit.pk, at("2025-03-29"))

    assert visit_as_of(visit.pk, at("2025-03-20")) is None
    assert before is not None
    assert after is not None
    assert (before.linked.status, after.linked.status) == (
        VisitStatus.PLANNED,
        VisitStatus.CANCELLED,
    )
    assert (len(before.claims), len(after.claims)) == (2, 3)
    tour = itinerary_as_of(visit.itinerary_id, at("2025-03-26"))
    assert tour is not None
    assert [(v.pk, v.status) for v in tour.visits] == [(visit.pk, "planned")]
    assert differences(visits_as_of(at("2025-03-26")), at("2025-03-26"), "published") == []


def test_what_was_recorded_by_a_time_is_told_as_it_was() -> None:
    tell(PLAN)
    between = timezone.now()
    tell(CALLED_OFF)
    visit = Visit.objects.get()

    then = visit_as_of(visit.pk, between, "recorded")

    assert then is not None
    assert (then.visit.status, then.linked.status) == ("planned", VisitStatus.PLANNED)
    assert differences(visits_as_of(between, "recorded"), between, "recorded") == []
    assert list(visits_as_of(between - timedelta(days=1), "recorded")) == []


def test_lists_are_asked_as_those_of_today_are(django_assert_num_queries: Any) -> None:
    tell(PLAN, LATER)
    tell(
        item(
            "w-2",
            "French President Emmanuel Macron will visit Berlin on April 7.",
            day="2025-03-22",
        )
    )
    when = at("2025-03-26")
    wang = Official.objects.get(name="Wang Yi")
    asked = {
        "CN": VisitCriteria(visitors=("CN",)),
        "both": VisitCriteria(countries=("RU", "DE")),
        "Wang": VisitCriteria(officials=(wang.slug,)),
        "hosts": VisitCriteria(hosts=("DE",)),
        "days": VisitCriteria(from_day=date(2025, 4, 1), until_day=date(2025, 4, 6)),
        "after": VisitCriteria(from_day=date(2025, 4, 4)),
        "status": VisitCriteria(statuses=(VisitStatus.CANCELLED,)),
    }

    found = {
        name: [row.snapshot["host_id"] for row in visits_as_of(when, "published", criteria)]
        for name, criteria in asked.items()
    }

    assert found == {
        "CN": ["RU"],
        "both": ["RU", "DE"],
        "Wang": ["RU"],
        "hosts": ["DE"],
        "days": ["RU"],
        "after": ["DE"],
        "status": [],
    }
    with django_assert_num_queries(3):
        visits_of_versions(visits_as_of(when))
