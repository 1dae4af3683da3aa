"""The written form of an editor's dates."""

from __future__ import annotations

import pytest

from visits.linking.edtf import window_from_edtf


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2025-04-01", "2025-04-01"),
        ("2025-05", "2025-05"),
        ("2025", "2025-01/2025-12"),
        ("2025-05-01/2025-05-10", "2025-05-01/2025-05-10"),
        ("[2025-05-01..2025-05-10]", "2025-05-01/2025-05-10"),
        ("[2025-05-01]", "2025-05-01"),
        ("2025-05-01~", "2025-05-01"),
        ("../2025-05-10", "../2025-05-10"),
        ("2025-05-01/..", "2025-05-01/.."),
        ("2025-05-10/2025-05-01", None),
        ("../..", None),
        ("2025-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_written_form_is_read(text: str | None, written: str | None) -> None:
    window = window_from_edtf(text)

    assert (window.edtf if window else None) == written
