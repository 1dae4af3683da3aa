from __future__ import annotations

import pytest

from visits.extraction.gazetteer import packaged_gazetteer
from visits.resolution import Ambiguous, Resolved, Unresolved, resolve_country


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Republic of Korea", "KR"),
        ("Pyongyang", "KP"),
        ("Japanese", "JP"),
        ("Soviet Union", "SU"),
    ],
)
def test_exact_forms_resolve(name: str, code: str) -> None:
    found = resolve_country(packaged_gazetteer(), name)

    assert isinstance(found, Resolved)
    assert found.country == code


def test_a_form_that_two_countries_share_is_ambiguous() -> None:
    found = resolve_country(packaged_gazetteer(), "Dominican")

    assert found == Ambiguous(("DM", "DO"), "several countries share the form")


@pytest.mark.parametrize("name", ["Irann", "Jap", "Atlantis"])
def test_a_like_name_is_never_accepted(name: str) -> None:
    found = resolve_country(packaged_gazetteer(), name)

    assert found == Unresolved(name, None, "no country of exactly this name")
