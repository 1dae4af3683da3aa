"""What parsers hand to refiners: a stretch of tokens and the value read from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from visits.extraction.dates.expressions import Kind
from visits.extraction.dates.tokens import Tokens
from visits.extraction.dates.units import Unit
from visits.extraction.dates.values import Value


@dataclass(frozen=True, slots=True)
class Span:
    """An explicit range between two dates."""

    first: Value
    last: Value


@dataclass(frozen=True, slots=True)
class Duration:
    """A bare length of time; it denotes no days until something tells where it starts."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens start to end (half-open) read as a value."""

    start: int
    end: int
    value: Value | Span | Duration
    kind: Kind = "date"
    bound: str = ""  # "by", "before", "after", "since": what the preposition makes of it


class Parser(Protocol):
    """One written form: a pattern over token classes, and what its match stands for.

    A text without any of the classes in `needs` has no match.
    """

    needs: frozenset[str]
    pattern: re.Pattern[str]

    def read(self, match: re.Match[str], tokens: Tokens) -> Value | Span | Duration | None:
        """The value, or None where the words turn out to be something else."""
        ...


def value_of(match: re.Match[str], group: str, tokens: Tokens) -> int | None:
    """What the first token of a group stands for; None where the group did not take part."""
    at = match.start(group)
    return None if at < 0 else tokens.values[at]
