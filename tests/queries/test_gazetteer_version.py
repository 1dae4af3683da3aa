"""The version of the gazetteer: another process sees each change, and only those that matter."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from tests.factories import make_official, make_tenure
from visits.models import Country, Office, Official, OfficialName, Tenure
from visits.queries.gazetteer import gazetteer_version

pytestmark = pytest.mark.django_db


def add_name(official: Official) -> None:
    OfficialName.objects.create(official=official, name="Wang", folded="wang")


def publish(official: Official) -> None:
    proposed = make_official("Qin Baolun", state="proposed")
    Official.objects.filter(pk=proposed.pk).update(state="published")


CHANGES: dict[str, Callable[[Official], Any]] = {
    "an official added": lambda _: make_official("Qin Gang"),
    "an official in bulk": lambda _: Official.objects.bulk_create(
        [Official(slug="qin-gang", name="Qin Gang", folded="qin gang")]
    ),
    "an official renamed": lambda o: Official.objects.filter(pk=o.pk).update(family="Wong"),
    "an official published": publish,
    "an official rejected": lambda o: Official.objects.filter(pk=o.pk).update(state="rejected"),
    "an official gone": lambda o: o.delete(),
    "a name added": add_name,
    "a name written anew": lambda o: o.other_names.update(name="Wang I", folded="wang i"),
    "a name gone": lambda o: o.other_names.all().delete(),
    "a tenure added": lambda o: make_tenure(o, start="2001-01-01"),
    "a tenure ended": lambda o: o.tenures.update(end="2022-12-30"),
    "a tenure gone": lambda o: o.tenures.all().delete(),
    "an office renamed": lambda _: Office.objects.update(names={"en": "Minister"}),
    "an office added": lambda _: Office.objects.create(
        key="CN:x", country_id="CN", names={"en": "Envoy"}
    ),
    "a country renamed": lambda _: Country.objects.filter(code="CN").update(names={"en": "C"}),
    "a country gone": lambda _: Country.objects.filter(code="TV").delete(),
}


@pytest.fixture
def wang(countries: None) -> Official:
    Country.objects.get_or_create(code="TV", defaults={"names": {"en": "Tuvalu"}})
    official = make_official("Wang Yi", names=["王毅"])
    make_tenure(official)
    return official


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_version_changes_with_what_the_gazetteer_holds(
    wang: Official, change: Callable[[Official], Any]
) -> None:
    before = gazetteer_version()

    change(wang)

    assert gazetteer_version() != before


def touch_all(official: Official) -> None:
    official.save()
    Tenure.objects.update(source="")
    Office.objects.update(edited=["names"])
    Country.objects.update(edited=["names"])


UNHEARD: dict[str, Callable[[Official], Any]] = {
    "a proposed official": lambda _: make_official("Qin Gang", names=["秦刚"], state="proposed"),
    "nothing new": touch_all,
}


@pytest.mark.parametrize("change", UNHEARD.values(), ids=UNHEARD.keys())
def test_version_stays_with_what_the_gazetteer_does_not_hold(
    wang: Official, change: Callable[[Official], Any]
) -> None:
    Tenure.objects.update(source="")
    before = gazetteer_version()

    change(wang)
    Official.objects.filter(state="proposed").delete()

    assert gazetteer_version() == before


def test_version_is_asked_for_once(
    wang: Official, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(1):
        assert gazetteer_version() != "none"


def test_version_without_any_row_is_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM visits_gazetteerversion")

    assert gazetteer_version() == "none"


@pytest.mark.django_db(transaction=True)
def test_version_is_seen_elsewhere_once_it_is_committed() -> None:
    official = make_official("Wang Yi")
    before = gazetteer_version()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Official.objects.filter(pk=official.pk).update(given="I")
            meanwhile = pool.submit(gazetteer_version).result()
        after = pool.submit(gazetteer_version).result()
        pool.submit(lambda: connection.close()).result()

    assert (meanwhile, after == before) == (before, False)
    assert after == gazetteer_version()
