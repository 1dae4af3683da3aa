"""Days that go by a name: "Thanksgiving Day", "last Christmas"."""

from __future__ import annotations

import re

from visits.extraction.dates.holidays import Holiday
from visits.extraction.dates.mentions import value_of
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.values import Value


class NamedDay:
    needs = frozenset("j")
    pattern = re.compile(r"h?(?P<step>[Rr])?(?P<day>j)(?:[,v]?(?P<year>Y))?")

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | None:
        start = tokens.starts[match.start("day")]
        if tokens.text[:start][-2:].strip().endswith("-") and start > 1:
            return None  # Jean-Noël is nobody's Christmas
        return Holiday(
            value_of(match, "day", tokens) or 0,
            value_of(match, "year", tokens),
            value_of(match, "step", tokens),
        )
