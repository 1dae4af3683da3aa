"""The command that compares stored versions with what linking says anew."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.pipeline import item, tell
from tests.services.conftest import countries
from visits.models import VisitVersion

__all__ = ["countries"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]


def told() -> None:
    tell(
        item(
            "a-1",
            "Chinese Foreign Minister Wang Yi will visit Russia on March 31.",
            day="2025-03-25",
        ),
        item(
            "a-2",
            "Chinese Foreign Minister Wang Yi will visit Moscow on March 31.",
            day="2025-03-21",
        ),
    )


def test_versions_that_say_what_linking_says_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told()

    call_command("check_versions")

    assert capsys.readouterr().out == "5 states of 1 visits are as linking says.\n"


def test_versions_that_say_something_else_fail(capsys: pytest.CaptureFixture[str]) -> None:
    told()
    row = VisitVersion.objects.get(recorded_to=None)
    row.snapshot["status"] = "cancelled"
    row.save()

    with pytest.raises(CommandError):
        call_command("check_versions")

    assert "status is stored as 'cancelled', linked as 'planned'" in capsys.readouterr().err
