from __future__ import annotations

import pytest
from pytest_django.plugin import DjangoDbBlocker

from visits.models import ReferenceLoad
from visits.services.reference import load_countries


@pytest.fixture
def countries(db: DjangoDbBlocker) -> None:
    """All countries, no officials: people are learnt from the texts."""
    load_countries()
    ReferenceLoad.objects.create(version="countries alone")
