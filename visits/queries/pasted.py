"""A pasted text cut at the words that the form was filled from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """A run of text; `field` is what was read from it, "" for nothing."""

    text: str
    field: str


def marked_text(text: str, marks: Sequence[Sequence[int | str]]) -> tuple[Cut, ...]:
    """The whole text in its order; `marks` are (start, end, field), apart and in order."""
    cuts: list[Cut] = []
    at = 0
    for start, end, field in marks:
        first, last = int(start), int(end)
        if at <= first < last <= len(text):
            cuts += [Cut(text[at:first], ""), Cut(text[first:last], str(field))]
            at = last
    return tuple(cut for cut in (*cuts, Cut(text[at:], "")) if cut.text)
