from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sample.corpus import sample_corpus
from visits.terms import MeetingForm, VisitKind, VisitStatus

CORPUS = Path(__file__).parents[1] / "extraction" / "corpus"
LINES = sample_corpus() + [
    json.loads(line)
    for path in sorted(CORPUS.glob("cases_*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
WINDOW = re.compile(rf"({DAY}|{DAY}/{DAY})~?")
OPEN_WINDOW = re.compile(rf"({DAY}|\.\.)/({DAY}|\.\.)")
VISIT = {
    "visitors",
    "visitor_country",
    "destination_country",
    "destination_city",
    "start",
    "end",
    "status",
    "kind",
}
MEETING = {"participants", "countries", "form", "date", "status", "place_country", "place_city"}
FURTHER = {
    "within",
    "trip",
    "background",
    "new_start",
    "new_date",
    "replaced",
    "certainty",
    "start_alt",
    "end_alt",
    "kind_alt",
    "status_alt",
    "place_city_alt",
}
each_line = pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["id"]))


def test_corpus_ids_are_unique() -> None:
    assert len({line["id"] for line in LINES}) == len(LINES)


def test_corpus_has_cases_in_five_languages() -> None:
    cases = [line["lang"] for line in LINES if "case" in line]

    few = [lang for lang in ("en", "zh", "ru", "fr", "es") if cases.count(lang) < 6]

    assert few == []


@each_line
def test_corpus_visits_have_the_fields_of_the_format(line: dict[str, Any]) -> None:
    wrong = [
        visit
        for visit in line["gold"]["visits"]
        if not VISIT <= set(visit) <= VISIT | FURTHER
        or visit["status"] not in set(VisitStatus)
        or visit["kind"] not in set(VisitKind)
        or not visit["visitors"]
    ]

    assert wrong == []


@each_line
def test_corpus_meetings_have_the_fields_of_the_format(line: dict[str, Any]) -> None:
    wrong = [
        meeting
        for meeting in line["gold"]["meetings"]
        if not MEETING <= set(meeting) <= MEETING | FURTHER
        or meeting["status"] not in set(VisitStatus)
        or meeting["form"] not in set(MeetingForm)
        or len(meeting["participants"]) < 2
        or not meeting["countries"]
    ]

    assert wrong == []


@each_line
def test_corpus_dates_are_windows_in_order(line: dict[str, Any]) -> None:
    events = [*line["gold"]["visits"], *line["gold"]["meetings"]]
    values = [event.get(key) for event in events for key in ("start", "end", "date", "new_start")]
    bounds = [event["within"] for event in events if "within" in event]
    stays = [(visit["start"], visit["end"]) for visit in line["gold"]["visits"]]

    assert [value for value in values if value and not WINDOW.fullmatch(value)] == []
    assert [bound for bound in bounds if not OPEN_WINDOW.fullmatch(bound)] == []
    assert [stay for stay in stays if all(stay) and stay[0][:10] > stay[1][-10:]] == []
    assert [day for day in map(_day, values) if day is None] == []


@each_line
def test_corpus_names_are_printed_in_the_announcement(line: dict[str, Any]) -> None:
    names = [name for visit in line["gold"]["visits"] for name in visit["visitors"]]
    names += [name for meeting in line["gold"]["meetings"] for name in meeting["participants"]]
    printed = f"{line['title']}\n{line['text']}"

    assert [name for name in names if _stem(name, line["lang"]) not in printed] == []


def _day(value: str | None) -> date | str | None:
    """The first day of a value, the value itself where it names no day, None if there is none."""
    first = (value or "").rstrip("~").split("/")[0]
    if len(first) < 10:
        return first
    try:
        return date.fromisoformat(first)
    except ValueError:
        return None


def _stem(name: str, lang: str) -> str:
    """The part of a name that survives Russian declension; the whole name elsewhere."""
    return name.split()[-1][:4] if lang == "ru" else name
