"""Who goes where and when, in sentences that make it hard to say."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read, visits

LAVROV = "Sergey Lavrov"
MINISTER = "Russian Foreign Minister Sergey Lavrov"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{MINISTER} arrived on Thursday in Cuba from Venezuela.",
            [
                (LAVROV, "CU", "2025-03-27", None, "ongoing"),
                (LAVROV, "VE", None, "2025-03-27", "completed"),
            ],
        ),
        (
            f"{MINISTER} will visit Cuba from April 2 to 7 and visit Peru during the period.",
            [
                (LAVROV, "CU", "2025-04-02", "2025-04-07", "planned"),
                (LAVROV, "PE", None, None, "planned"),
            ],
        ),
        (
            f"Speaking on Tuesday, {MINISTER} said he would visit Cuba.",
            [(LAVROV, "CU", None, None, "planned")],
        ),
        (
            f"{MINISTER} is on a visit to Cuba from April 2 to 4. {MINISTER} departs on Friday.",
            [(LAVROV, "CU", "2025-04-02", "2025-04-04", "planned")],
        ),
        (
            f"İstanbul: {MINISTER} will visit Cuba.",
            [(LAVROV, "CU", None, None, "planned")],
        ),
    ],
)
def test_stops_and_days_go_to_their_visit(
    text: str, expected: list[tuple[str, str, str | None, str | None, str]]
) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Following a visit to Cuba, which was long, the Minister left.", ""),
        ("During the latter's visit to Cuba, talks were held.", ""),
        (
            "We are en route to Paris.",
            "Press Gaggle by Press Secretary Karoline Leavitt En Route Paris",
        ),
    ],
)
def test_visit_of_nobody_named_is_none(text: str, title: str) -> None:
    assert visits(read(text, title=title)) == []


def test_i_is_whoever_is_named_behind_the_quotation() -> None:
    found = read(f'"I met with Cuban Foreign Minister Bruno Rodriguez," said {MINISTER}.')

    assert [meeting[0] for meeting in meetings(found)] == [(LAVROV, "Bruno Rodriguez")]
