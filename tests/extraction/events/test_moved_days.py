from __future__ import annotations

import pytest

from tests.extraction.events.reading import read, visits
from visits.extraction.output import as_record


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "President Emmanuel Macron and Prime Minister Keir Starmer will visit Japan and India "
            "on April 10-12 and 13-15 respectively.",
            [
                ("Emmanuel Macron", "JP", "2025-04-10", "2025-04-12", "planned"),
                ("Keir Starmer", "IN", "2025-04-13", "2025-04-15", "planned"),
            ],
        ),
        (
            "President Emmanuel Macron will visit Japan and India on April 10-12 and 13-15 "
            "respectively.",
            [
                ("Emmanuel Macron", "JP", "2025-04-10", "2025-04-12", "planned"),
                ("Emmanuel Macron", "IN", "2025-04-13", "2025-04-15", "planned"),
            ],
        ),
        (
            "President Emmanuel Macron and Prime Minister Keir Starmer will visit Japan and India "
            "respectively.",
            [
                ("Emmanuel Macron", "JP", None, None, "planned"),
                ("Keir Starmer", "IN", None, None, "planned"),
            ],
        ),
    ],
)
def test_lists_told_respectively_go_together_one_by_one(
    text: str, told: list[tuple[str, str, str | None, str | None, str]]
) -> None:
    assert visits(read(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Foreign Minister Wang Yi said President Vladimir Putin would visit China on May 3, "
            "and Foreign Minister Sergei Lavrov said on May 4.",
            [("2025-05-03", "CN"), ("2025-05-04", "RU")],
        ),
        (
            "Press officer John Smith said President Vladimir Putin would visit China on May 3; "
            "Beijing said May 4, Moscow said May 5.",
            [("2025-05-04", "CN"), ("2025-05-05", "RU")],
        ),
    ],
)
def test_each_side_that_has_a_country_is_quoted_for_its_day(
    text: str, told: list[tuple[str, str]]
) -> None:
    read_visits = as_record(read(text))["visits"]
    assert [(visit["start"], visit["side"]) for visit in read_visits] == told


@pytest.mark.parametrize(
    ("text", "start", "moved"),
    [
        (
            "President Vladimir Putin postponed his visit to China, planned for May 3, "
            "until May 10.",
            "2025-05-03",
            {"new_start": "2025-05-10"},
        ),
        (
            "President Vladimir Putin will visit China. The trip was put off on account of talks "
            "at home until May 10.",
            None,
            {"new_start": "2025-05-10"},
        ),
        (
            "President Vladimir Putin will visit China on May 12 instead of June; in another case "
            "from May 10 to May 3 was told.",
            "2025-05-12",
            {"replaced": "2025-06"},
        ),
    ],
)
def test_moved_visit_has_both_its_days(text: str, start: str | None, moved: dict[str, str]) -> None:
    (visit,) = as_record(read(text))["visits"]
    days = {key: visit[key] for key in ("new_start", "replaced") if visit.get(key) is not None}
    assert (visit["start"], days) == (start, moved)
