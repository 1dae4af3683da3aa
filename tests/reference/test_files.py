from __future__ import annotations

import re

from visits.reference import fold, version
from visits.reference.files import optional_table, split


def test_version_is_a_short_hash_and_stable() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", version())
    assert version() == version()


def test_optional_table_of_a_language_without_a_file() -> None:
    assert list(optional_table("demonyms_xx")) == []


def test_split_leaves_out_empty_forms() -> None:
    assert split("UK;Britain;") == ("UK", "Britain")
    assert split("") == ()


def test_fold_ignores_case_accents_dots_and_apostrophes() -> None:
    assert fold("Côte d’Ivoire") == fold("COTE D'IVOIRE") == "cote divoire"
    assert fold("U.S.S.R.") == "ussr"
    assert fold("Trinidad & Tobago") == fold("Trinidad and  Tobago")
    assert fold("Guinea-Bissau") == "guinea bissau"
    assert fold("Đà Nẵng") == "da nang"
    assert fold("中国") == "中国"
