"""A surname that several people of the text bear is nobody's until an editor chooses."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import read
from visits.extraction.output import as_record

WANGS = "Chinese Foreign Minister Wang Yi and Commerce Minister Wang Wentao spoke on Monday."
IVANOVS = (
    "Russian Foreign Minister Igor Ivanov and Bulgarian Defence Minister Petar Ivanov spoke today."
)
PUBLISHED_FROM = 0.75


@pytest.mark.parametrize(
    ("text", "name", "country", "candidates"),
    [
        (f"{WANGS} Wang will visit France on May 5.", "Wang", "CN", ["Wang Wentao", "Wang Yi"]),
        (f"{WANGS} Mr. Wang will visit France on May 5.", "Wang", "CN", ["Wang Wentao", "Wang Yi"]),
        (
            f"{IVANOVS} Ivanov will visit France on May 5.",
            "Ivanov",
            None,
            ["Petar Ivanov", "Igor Ivanov"],
        ),
    ],
)
def test_surname_of_two_is_ambiguous(
    text: str, name: str, country: str | None, candidates: list[str]
) -> None:
    (visit,) = as_record(read(text), explain=True)["visits"]

    assert (visit["visitors"], visit["visitor_country"]) == ([name], country)
    assert visit["candidates"] == candidates
    assert visit["reasons"][-1] == f"ambiguous: {', '.join(candidates)}"
    assert visit["confidence"] < PUBLISHED_FROM


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{WANGS} Foreign Minister Wang will visit France on May 5.", "Wang Yi"),
        (f"{WANGS} Wang Yi will visit France on May 5.", "Wang Yi"),
        (f"{IVANOVS} The Bulgarian minister will visit France on May 5.", "Petar Ivanov"),
    ],
)
def test_surname_is_not_ambiguous_where_office_country_or_name_decides(
    text: str, name: str
) -> None:
    (visit,) = as_record(read(text), explain=True)["visits"]

    assert visit["visitors"] == [name]
    assert "candidates" not in visit


def test_meeting_of_a_surname_of_two_is_ambiguous() -> None:
    text = f"{WANGS} Wang met French President Emmanuel Macron in Paris on Tuesday."

    (meeting,) = as_record(read(text), explain=True)["meetings"]

    assert meeting["participants"] == ["Wang", "Emmanuel Macron"]
    assert meeting["candidates"] == ["Wang Wentao", "Wang Yi"]
    assert meeting["confidence"] < PUBLISHED_FROM
