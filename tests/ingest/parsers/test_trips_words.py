"""Kinds, statuses and roles of tables."""

from __future__ import annotations

import pytest

from visits.ingest.parsers.trips_words import read_kind, read_status, role_of


@pytest.mark.parametrize(
    ("cell", "status"),
    [("Confirmed", "planned"), ("completed", "completed"), ("n/a", ""), ("perhaps", None)],
)
def test_status_in_a_tables_words(cell: str, status: str | None) -> None:
    assert read_status(cell) == status


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("State visit", "state"), ("working/official", "working"), ("", ""), ("secret", None)],
)
def test_kind_counts_by_its_first_word(cell: str, kind: str | None) -> None:
    assert read_kind(cell) == kind


@pytest.mark.parametrize(
    ("code", "title", "role"),
    [
        ("GS", "", "head_of_state"),
        ("", "Secretary of State", "foreign_minister"),
        ("foreign_minister", "", "foreign_minister"),
        ("", "Prime Minister", "head_of_government"),
        ("xyz", "", ""),
    ],
)
def test_role_by_code_or_title(code: str, title: str, role: str) -> None:
    assert role_of(code, title) == role
