"""The text of an announcement cut at the spans of its claims, for marking what was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from visits.models import Claim
from visits.queries.evidence import span_names

_PARAGRAPH = "\n\n"
_WHOLE = "sentence"
# Kept for the record, no field that a reader knows.
_UNTOLD = frozenset({"trigger"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same spans; `anchors` are claims whose sentence begins here."""

    text: str
    fields: tuple[str, ...]
    is_asked: bool
    anchors: tuple[int, ...]

    @property
    def title(self) -> str:
        return ", ".join(field.replace("_", " ") for field in self.fields)


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    field: str
    is_asked: bool


def marked_paragraphs(
    text: str, claims: Sequence[Claim], asked: tuple[str, str] = ("", "")
) -> tuple[Paragraph, ...]:
    """The whole text in paragraphs; `asked` is a claim's id and a field to stand out."""
    marks, anchors = _marks(claims, asked), _anchors(claims)
    return tuple(_pieces(text, first, last, marks, anchors) for first, last in _paragraphs(text))


def quoted_paragraphs(
    text: str, claims: Sequence[Claim], asked: tuple[str, str] = ("", "")
) -> tuple[Paragraph, ...]:
    """The title and the sentences that something was read from, in their order."""
    marks, anchors = _marks(claims, asked), _anchors(claims)
    quoted = {
        (words["start"], words["end"])
        for claim in claims
        for field, words in claim.evidence.items()
        if field == _WHOLE
    }
    bounds = [*_paragraphs(text)[:1], *sorted(quoted)]
    kept = [span for n, span in enumerate(bounds) if n == 0 or span[0] >= bounds[0][1]]
    return tuple(_pieces(text, first, last, marks, anchors) for first, last in kept)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for part in text.split(_PARAGRAPH):
        if part.strip():
            found.append((at, at + len(part)))
        at += len(part) + len(_PARAGRAPH)
    return found


def _marks(claims: Iterable[Claim], asked: tuple[str, str]) -> list[_Mark]:
    marks = []
    for claim in claims:
        wanted = _asked_name(claim, asked[1]) if str(claim.pk) == asked[0] else None
        marks += [
            _Mark(words["start"], words["end"], field, field == wanted)
            for field, words in claim.evidence.items()
            if (field != _WHOLE and field not in _UNTOLD) or field == wanted
        ]
    return marks


def _asked_name(claim: Claim, field: str) -> str | None:
    names = (*span_names(field), _WHOLE) if field else ()
    return next((name for name in names if name in claim.evidence), None)


def _anchors(claims: Iterable[Claim]) -> dict[int, tuple[int, ...]]:
    """Where each claim's first words begin → the claims."""
    found: dict[int, tuple[int, ...]] = {}
    for claim in claims:
        starts = [words["start"] for words in claim.evidence.values()]
        if starts:
            found[min(starts)] = (*found.get(min(starts), ()), claim.pk)
    return found


def _pieces(
    text: str, first: int, last: int, marks: list[_Mark], anchors: dict[int, tuple[int, ...]]
) -> Paragraph:
    cuts = {first, last, *(at for at in anchors if first < at < last)}
    cuts |= {at for mark in marks for at in (mark.start, mark.end) if first < at < last}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        fields = tuple(dict.fromkeys(mark.field for mark in over if mark.field != _WHOLE))
        asked = any(mark.is_asked for mark in over)
        pieces.append(Piece(text[start:end], fields, asked, anchors.get(start, ())))
    return tuple(pieces)
