"""A sentence as the patterns see it: lower case, each mention a single character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from visits.extraction.dates import DateExpression
from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.mentions import Mentions, PersonMention, PlaceForm, PlaceMention, Sentence
from visits.extraction.text import mended

Marked: TypeAlias = PersonMention | PlaceMention | DateExpression

LONGEST = 4_000
#: So many lines may stand above a statement.
HEAD = 3
_MASKS = dict.fromkeys(masks.ALL, "\ufffd")


@dataclass(frozen=True, slots=True)
class Line:
    """One masked sentence.

    `marks` holds the mention behind each private-use character, by its index in `text`; `places`
    maps positions back to the document: pairs of parallel tuples of breakpoints. `voice` is who
    speaks in a transcript ("SECRETARY A: I ..."), `others` whom the title names from elsewhere.
    """

    index: int
    sentence: Sentence
    text: str
    marks: dict[int, Marked]
    at: tuple[int, ...]
    origin: tuple[int, ...]
    voice: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    def offset(self, position: int) -> int:
        """Where a position of `text` stands in the document."""
        place = bisect_right(self.at, position) - 1
        return self.origin[place] + position - self.at[place]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document span of a stretch of `text`; mentions count with their whole length."""
        first = self.offset(start)
        mark = self.marks.get(end - 1)
        return first, mark.end if mark is not None else self.offset(end - 1) + 1

    def people_at(self, position: int) -> tuple[int, ...]:
        mark = self.marks.get(position)
        return mark.people if isinstance(mark, PersonMention) else ()


def masked_lines(
    mentions: Mentions, dates: tuple[DateExpression, ...], lexicon: EventLexicon
) -> tuple[Line, ...]:
    """The sentences of a document, masked; what has no end for too long is cut.

    Words that the table's `guest` finds at the head of a mention ("visiting Premier ...") stay in
    sight.
    """
    sentences = [part for sentence in mentions.sentences for part in _cut(sentence)]
    marked = _by_sentence(sentences, mentions, dates)
    text = mended(mentions.text)
    low = _lower(text)
    lines = [
        _line((text, low), (number, sentence), marked[number], lexicon)
        for number, sentence in enumerate(sentences)
    ]
    return tuple(voiced(lines, mentions, lexicon))


def _cut(sentence: Sentence) -> list[Sentence]:
    """A sentence in parts short enough that looking around in one costs little."""
    if sentence.end - sentence.start <= LONGEST:
        return [sentence]
    starts = range(sentence.start, sentence.end, LONGEST)
    ends = [*starts[1:], sentence.end]
    return [replace(sentence, start=a, end=b) for a, b in zip(starts, ends, strict=True)]


def _by_sentence(
    sentences: list[Sentence], mentions: Mentions, dates: tuple[DateExpression, ...]
) -> list[list[Marked]]:
    """Mentions and dates by sentence; the dateline's own place and day are left out."""
    starts = [sentence.start for sentence in sentences]
    marked: list[list[Marked]] = [[] for _ in sentences]
    opening = mentions.dateline
    lead = range(opening.start, opening.end) if opening and opening.country else range(0)
    everything: tuple[tuple[Marked, ...], ...] = (mentions.persons, mentions.places, dates)
    for mark in (mark for marks in everything for mark in marks):
        number = bisect_right(starts, mark.start) - 1
        outside = isinstance(mark, PersonMention) or mark.start not in lead
        if number >= 0 and outside and mark.end <= sentences[number].end:
            marked[number].append(mark)
    return marked


def _line(
    texts: tuple[str, str], place: tuple[int, Sentence], marked: list[Marked], lexicon: EventLexicon
) -> Line:
    """The masked sentence; `texts` are the document as it is and in lower case."""
    (text, low), (number, sentence) = texts, place
    parts: list[str] = []
    at, origin, marks = [0], [sentence.start], {}
    position, cursor = 0, sentence.start
    dated = {mark.start for mark in marked if isinstance(mark, DateExpression)}
    for mark in sorted(marked, key=lambda m: (m.start, -m.end)):
        if mark.start < cursor or mark.end > sentence.end:
            continue
        shown = lexicon.guest.match(text, mark.start, mark.end)
        start = shown.end() if shown is not None else mark.start
        before = low[cursor:start]
        parts += [before, _mask(mark, text, dated, lexicon)]
        position += len(before)
        at.append(position)
        origin.append(start)
        marks[position] = mark
        position += 1
        cursor = _after_possessive(text, mark)
        at.append(position)
        origin.append(cursor)
    parts.append(low[cursor : sentence.end])
    return Line(number, sentence, "".join(parts), marks, tuple(at), tuple(origin))


def _after_possessive(text: str, mark: Marked) -> int:
    """Where the text goes on; an owner's "'s" goes with the mention if its span left it out."""
    if not isinstance(mark, PersonMention) or not mark.possessive:
        return mark.end
    ending = text[mark.end : mark.end + 2].lower().replace("’", "'")
    if ending == "'s":
        return mark.end + 2
    return mark.end + 1 if ending.startswith("'") else mark.end


def _mask(mark: Marked, text: str, dated: set[int], lexicon: EventLexicon) -> str:
    if isinstance(mark, PersonMention):
        return masks.OWNER if mark.possessive else masks.PERSON_MASK[mark.form]
    if isinstance(mark, PlaceMention):
        if mark.form is PlaceForm.DEMONYM:
            bare = mark.end + 1 in dated or (
                text[mark.start : mark.end].isupper()
                and lexicon.bare_place.match(text, mark.end) is not None
            )
            return masks.PLACE if bare else masks.DEMONYM
        return masks.PLACE_MASK[mark.form]
    return masks.DURATION if mark.window is None else masks.DATE


def _lower(text: str) -> str:
    """Lower case of the same length; typographic apostrophes and hyphens made plain.

    A text's own private-use characters, which would look like mentions, are blotted out.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.replace("’", "'").replace("‑", "-").replace("\n", " ")
    return low.translate(_MASKS) if masks.ANY.search(low) else low


def voiced(lines: list[Line], mentions: Mentions, lexicon: EventLexicon) -> Iterator[Line]:
    """The lines of a transcript with who speaks in each, and whom the title names beside them.

    In a spokesman's briefing "we" is nobody in particular; a statement that begins with a name on
    a line of its own is that person's.
    """
    voice: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    title = [line for line in lines if line.sentence.is_title]
    named = {person for line in title for at in line.marks for person in line.people_at(at)}
    titles = _titles(title, mentions)
    brief = any(lexicon.briefing.search(line.text) for line in title)
    for line in title:
        stated = lexicon.statement.match(line.text)
        voice = line.people_at(stated.start("by")) if stated is not None else voice
    for line in lines:
        if not brief and line.index <= HEAD and lexicon.byline.match(line.text):
            voice = line.people_at(0)
        found = lexicon.label.match(line.text)
        spoken = found is not None and found["role"] in titles
        if found is not None and (spoken or not brief):
            by = line.people_at(found.start("by")) if found["by"] else ()
            voice = by or titles.get(found["role"], ())
            homes = {mentions.people[person].country for person in voice}
            others = tuple(sorted(p for p in named if mentions.people[p].country not in homes))
        yield replace(line, voice=voice, others=others) if voice else line


def _titles(lines: Sequence[Line], mentions: Mentions) -> dict[str | None, tuple[int, ...]]:
    """Whom a document's title names by which title: "Remarks by President ..." is the president."""
    found: dict[str | None, tuple[int, ...]] = {}
    for line in lines:
        for position, mark in sorted(line.marks.items()):
            if isinstance(mark, PersonMention):
                words = mentions.text[mark.start : mark.name_start].strip().lower()
                found.setdefault(words, line.people_at(position))
    return found
