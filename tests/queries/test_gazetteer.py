"""A fresh database's gazetteer is the packaged one: `extract` reads as the site does."""

from __future__ import annotations

import pytest

from visits import reference
from visits.models import Official
from visits.queries import gazetteer
from visits.services.reference import load_reference

pytestmark = pytest.mark.django_db


def test_a_fresh_database_holds_the_packaged_rows() -> None:
    first = load_reference()
    second = load_reference()

    assert (first.loaded, second.loaded) == (True, False)
    assert gazetteer.country_rows() == tuple(sorted(reference.countries(), key=lambda c: c.code))
    assert gazetteer.office_rows() == tuple(sorted(reference.offices(), key=lambda o: o.key))
    assert gazetteer.official_rows() == tuple(sorted(reference.officials(), key=lambda o: o.key))
    assert sorted(gazetteer.tenure_rows(), key=repr) == sorted(reference.tenures(), key=repr)


def test_loading_again_keeps_what_an_editor_made() -> None:
    load_reference()
    Official.objects.create(slug="a-new-one", name="A New One", folded="a new one")
    before = gazetteer.gazetteer_version()

    load_reference()

    assert Official.objects.filter(slug="a-new-one").exists()
    assert gazetteer.gazetteer_version() == before
