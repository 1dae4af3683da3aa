"""The sample announcements with what each should be read as.

``python -m tests.sample.corpus`` prints them as evaluation lines (``gold`` as in ``dev.jsonl``).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from visits.sample import (
    SampleAnnouncement,
    SampleRevision,
    SampleSource,
    sample_announcements,
    sample_sources,
)

EXPECTED = Path(__file__).parent / "expected"

Line = dict[str, Any]


def expected_events() -> dict[str, Line]:
    """Visits and meetings by announcement id; a revision has the id ``<id>@2``."""
    found: dict[str, Line] = {}
    for path in sorted(EXPECTED.glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def sample_corpus() -> list[Line]:
    """One evaluation line for each text, in the order of publication."""
    gold = expected_events()
    sources = {source.id: source for source in sample_sources()}
    return [
        _line(key, sources[item.source], item, text, gold[key])
        for item in sample_announcements()
        for key, text in keyed_texts(item)
    ]


def keyed_texts(item: SampleAnnouncement) -> list[tuple[str, SampleRevision]]:
    """Each text of an announcement under the key that its expectation has."""
    return [
        (item.id if number == 1 else f"{item.id}@{number}", text)
        for number, text in enumerate(item.texts, 1)
    ]


def _line(
    key: str, source: SampleSource, item: SampleAnnouncement, text: SampleRevision, gold: Line
) -> Line:
    return {
        "id": key,
        "source": source.name,
        "url": item.url,
        "published": text.updated.astimezone(ZoneInfo(source.time_zone)).date().isoformat(),
        "lang": item.lang,
        "title": text.title,
        "text": text.text,
        "gold": gold,
    }


if __name__ == "__main__":
    for line in sample_corpus():
        print(json.dumps(line, ensure_ascii=False))
