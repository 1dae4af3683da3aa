"""A text prepared for reading names: tokens, sentences and places side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from visits.extraction.gazetteer import Gazetteer, Hit
from visits.extraction.mentions import PlaceMention, Sentence
from visits.extraction.people.vocabulary import Vocabulary
from visits.extraction.text import Tokens

#: Before the items of a list: "-- President leaves".
_DASHES = {"--", "—", "–", "-"}


@dataclass(frozen=True, slots=True)
class Page:
    """Token `i` is covered by place `place_of[i]` (-1: none) and sentence `sentence_of[i]`.

    `printed` are the capitalised words of the body: in a title all in capitals, only these are
    names.
    """

    text: str
    tokens: Tokens
    sentences: Sequence[Sentence]
    places: Sequence[PlaceMention]
    place_of: list[int]
    sentence_of: list[int]
    officials: dict[int, tuple[int, tuple[str, ...]]]
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    published: date | None
    printed: frozenset[str]

    def place(self, index: int) -> PlaceMention | None:
        """The place that covers this token."""
        if not 0 <= index < len(self.place_of) or self.place_of[index] < 0:
            return None
        return self.places[self.place_of[index]]

    def joined(self, index: int) -> bool:
        """Whether token `index` stands in one sentence and line with the token before it."""
        return (
            0 < index < len(self.place_of)
            and not self.tokens.breaks[index]
            and self.sentence_of[index] == self.sentence_of[index - 1]
        )

    def opens(self, index: int) -> bool:
        """Whether the token begins its sentence, so that its capital says nothing."""
        words = self.tokens.words
        before = words[index - 1] if self.joined(index) else ""
        if before in _DASHES:
            first = index - 2 if words[index - 2] in _DASHES else index - 1
            return not self.joined(first)
        return before in {"", "“", '"', "‘", ":", "•"}

    def in_title(self, index: int) -> bool:
        """Whether the token stands in the document's title."""
        return self.sentences[self.sentence_of[index]].is_title


def _printed(
    tokens: Tokens, sentences: Sequence[Sentence], sentence_of: list[int]
) -> Iterator[str]:
    """The words that stand with a small letter after their capital, outside the title."""
    for index, word in enumerate(tokens.words):
        if tokens.caps[index] and not word.isupper() and not sentences[sentence_of[index]].is_title:
            yield tokens.lower[index]


def build_page(
    text: str,
    tokens: Tokens,
    sentences: Sequence[Sentence],
    places: Sequence[PlaceMention],
    hits: Sequence[Hit],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    published: date | None,
) -> Page:
    """The page of a text; officials map the first token of a known name to its end and keys."""
    place_of = [-1] * len(tokens.words)
    for number, place in enumerate(places):
        index = tokens.at(place.start)
        while index < len(tokens.words) and tokens.ends[index] <= place.end:
            place_of[index] = number
            index += 1
    officials: dict[int, tuple[int, tuple[str, ...]]] = {}
    for hit in hits:
        if hit.officials:
            first, last = tokens.at(hit.start), tokens.at(hit.end)
            while first < last - 1 and tokens.lower[first] in vocabulary.heads:
                first += 1  # "King Abdullah II" is known by his title as well
            officials[first] = (last, hit.officials)
    starts = [sentence.start for sentence in sentences]
    bounds = [0, *(bisect_left(tokens.starts, start) for start in starts[1:])]
    bounds.append(len(tokens.starts))
    sentence_of: list[int] = []
    for number, (first, last) in enumerate(pairwise(bounds)):
        sentence_of += [number] * (last - first)
    return Page(
        text=text,
        tokens=tokens,
        sentences=sentences,
        places=places,
        place_of=place_of,
        sentence_of=sentence_of,
        officials=officials,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        published=published,
        printed=frozenset(_printed(tokens, sentences, sentence_of)),
    )
