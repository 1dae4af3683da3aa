from __future__ import annotations

import pytest

from visits.resolution import alike, skeleton, spelling_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khurshid", "Khursheed"),
        ("Lavrov", "Лавров"),
        ("Yoon", "Yun"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("word", "bare"), [("Muhammad", "mhmd"), ("Mohammed", "mhmd"), ("Yi", "i"), ("Yu", "iu")]
)
def test_skeleton_drops_vowels_of_longer_words_alone(word: str, bare: str) -> None:
    assert skeleton(word) == bare


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Mohammed bin Salman", "Muhammad bin Salman Al Saud", True),
        ("Abe Shinzo", "Shinzo Abe", True),
        ("Wang Yi", "Wang Yong", False),
        ("Wang Yi", "Wang Yu", False),
        ("Shinzo Abe", "Shintaro Abe", False),
    ],
)
def test_alike_compares_word_for_word(one: str, other: str, *, expected: bool) -> None:
    assert alike(one, other) is expected
