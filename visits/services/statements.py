"""Sentences put together from what was entered, each piece remembered with what it tells."""

from __future__ import annotations

from visits.extraction.records import Evidence, Span


class Statement:
    """A sentence that grows piece by piece."""

    def __init__(self) -> None:
        self.text = ""
        self._spans: dict[str, Evidence] = {}

    def add(self, text: str, *fields: str) -> Statement:
        """Adds a piece that tells of these fields."""
        start = len(self.text)
        self.text += text
        for field in fields:
            self._spans[field] = Evidence(Span(start, len(self.text), text))
        return self

    def evidence(self, *without: str) -> dict[str, Evidence]:
        """The span of each field, and the whole as the "sentence"."""
        spans = {field: words for field, words in self._spans.items() if field not in without}
        return {**spans, "sentence": Evidence(Span(0, len(self.text), self.text))}
