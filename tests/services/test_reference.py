"""Loading the packaged reference files into the tables, again and again."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from visits.models import Office, OfficialName, ReferenceLoad, Tenure
from visits.services.reference import load_reference

pytestmark = pytest.mark.django_db


def load_again() -> list[str]:
    """The tables that the load wrote into, in order."""
    ReferenceLoad.objects.update(version="older")
    with CaptureQueriesContext(connection) as queries:
        load_reference()
    words = [query["sql"].split('"') for query in queries.captured_queries]
    return [part[1] for part in words if part[0].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_load_of_what_is_stored_already_writes_but_its_version() -> None:
    load_reference()
    tenures = Tenure.objects.order_by("pk").values_list("pk", flat=True)
    before = list(tenures)

    assert load_again() == ["visits_referenceload"]
    assert list(tenures) == before

    office = Office.objects.order_by("pk")[0]
    Office.objects.filter(pk=office.pk).update(rank=office.rank + 1)
    Office.objects.update(names={"en": "changed"})
    Tenure.objects.filter(pk=before[0]).delete()
    Tenure.objects.filter(pk=before[1]).update(end_text="never")
    OfficialName.objects.order_by("pk")[:1].get().delete()

    assert load_again() == [
        "visits_office",
        "visits_officialname",
        "visits_tenure",
        "visits_tenure",
        "visits_referenceload",
    ]
    assert Office.objects.get(pk=office.pk).rank == office.rank
    assert not Office.objects.filter(names={"en": "changed"}).exists()
    assert not tenures.filter(end_text="never").exists()
    assert tenures.count() == len(before)
