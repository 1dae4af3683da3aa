"""The preposition before a date: "from Dec. 13", "until May 5", "by Jan. 14"."""

from __future__ import annotations

from dataclasses import replace

from visits.extraction.dates.expressions import Kind
from visits.extraction.dates.mentions import Duration, Mention, Span
from visits.extraction.dates.tokens import Tokens

_KINDS: dict[str, Kind] = {"f": "from", "B": "from", "u": "until"}
_BOUNDS = {"k": "by", "<": "before", ">": "after"}


def read_prepositions(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    return [_read(mention, tokens) for mention in mentions]


def _read(mention: Mention, tokens: Tokens) -> Mention:
    if isinstance(mention.value, (Span, Duration)):
        return mention
    at = mention.start - 1
    while at >= 0 and tokens.tags[at] in "h~":
        at -= 1
    if at < 0:
        return mention
    tag = tokens.tags[at]
    if tag in _BOUNDS:
        return replace(mention, bound=_BOUNDS[tag])
    if tag == "@":
        return replace(mention, kind="from", bound="since")
    if tag in _KINDS:
        return replace(mention, kind=_KINDS[tag])
    return mention
