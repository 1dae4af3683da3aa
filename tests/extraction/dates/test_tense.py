from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

# 25 April 2025 is a Friday: the Tuesday before is the 22nd, the one to come the 29th.
WRITTEN = "2025-04-25"
GONE, TO_COME = "2025-04-22", "2025-04-29"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday's ruling will come.", GONE),
        ("They would discuss Tuesday's ruling.", GONE),
        ("They will discuss Tuesday's ruling.", TO_COME),
        ("She meets the king in advance of Tuesday.", TO_COME),
        ("On Tuesday will be the day.", TO_COME),
        ("Oslo: Minister to visit on Tuesday", TO_COME),
        ("King to visit Oslo Tuesday", TO_COME),
        ("The bonds are payable 9 a.m. Tuesday", TO_COME),
        ("He is effective Tuesday", TO_COME),
        ("A set Tuesday", GONE),
        ("She is set for Tuesday", TO_COME),
        ("She is to be received Tuesday", TO_COME),
        ("On Tuesday expected talks failed.", GONE),
        ("On Tuesday Mr. Berg came.", GONE),
        ("Tuesday (Oslo time). He will go.", GONE),
        ("The Ahmed Tuesday", GONE),
        ("the armed Tuesday", GONE),
    ],
)
def test_weekday_is_on_the_side_of_its_verb(text: str, day: str) -> None:
    (found,) = read(text, WRITTEN)
    assert found.split(" = ")[1] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("他将于周二访华", TO_COME),
        ("他于周二抵达", GONE),
        ("周二的邀请", TO_COME),
        ("周二", GONE),
    ],
)
def test_chinese_weekday_is_on_the_side_of_its_marker(text: str, day: str) -> None:
    assert read(text, WRITTEN, "zh") == [f"周二 = {day}"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Elle visitera Oslo mardi", TO_COME),
        ("Visite de Mme Vondra mardi", GONE),
        ("Une opéra mardi", GONE),
    ],
)
def test_french_weekday_is_on_the_side_of_its_ending(text: str, day: str) -> None:
    assert read(text, WRITTEN, "fr") == [f"mardi = {day}"]
