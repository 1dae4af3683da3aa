"""Sentences of a text, by paragraph, with who speaks in a press conference."""

from __future__ import annotations

import re

from visits.extraction.mentions import Sentence

_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Messrs|Drs?|Jr|Sr|Gens?|Lt|Col|St|Prof|Reps?|Sens?|Govs?|Adm|Maj|Amb|Hon|Capt|Brig|Rev"
    r"|Msgr|Cmdr|Sgt|No|Nos|vs|etc|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue"
    r"|Wed|Thu|Fri|Sat|Sun|Dept|Govt|e\.g|i\.e|a\.m|p\.m|H\.E|M|MM|S\.E|Sra?"
    r"|г|им|т\.е|гг))$"
)
_END = re.compile(
    r"(?:[.!?…]+[\"'”’»)\]]*|[。！？；]+[”’」』）]*)(?=\s|[\u4e00-\u9fff\d]|[“\"A-ZÀ-ÞА-ЯЁ]|$)"
)
_QUESTION = re.compile(r"(?:Q|QUESTION|Question|问|記者|记者|Вопрос|Pregunta)\s*[:：]")
_ANSWER = re.compile(
    r"(?:A|ANSWER|Answer|答|Ответ|Respuesta|Réponse|MODERATOR|Spokesperson|[A-Z][a-z]+ [A-Z][a-z]+)"
    r"\s*[:：]|(?:(?:MR|MS|MRS|SECRETARY|PRESIDENT|AMBASSADOR|SENIOR|UNDER|DEPUTY|VICE|FOREIGN|PRIME"
    r"|ASSISTANT|THE)\b\.? ?)[A-Z .’'-]{1,60}:"
)


def split_sentences(text: str, *, titled: bool) -> tuple[Sentence, ...]:
    """Sentences in order; their spans leave out the blanks between them.

    With `titled` the first paragraph is the title and one sentence, whatever stands in it.
    """
    found: list[Sentence] = []
    paragraph, position, speaker = 0, 0, None
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        if not line.strip():
            continue
        is_title = titled and paragraph == 0
        if not is_title:
            speaker = _speaker(line, speaker)
        cuts = [(0, len(line))] if is_title else _cut(line)
        found.extend(
            Sentence(
                start + first, start + last, paragraph, is_title, None if is_title else speaker
            )
            for first, last in cuts
        )
        paragraph += 1
    return tuple(found)


def _speaker(line: str, before: str | None) -> str | None:
    if _QUESTION.match(line):
        return "question"
    if _ANSWER.match(line):
        return "answer"
    return before


def _cut(line: str) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(line):
        end = match.end()
        if match.group()[0] == "." and not _ends(line, match.start(), end):
            continue
        _add(cuts, line, start, end)
        start = end
    _add(cuts, line, start, len(line))
    return cuts


def _ends(line: str, dot: int, end: int) -> bool:
    """Whether a full stop ends its sentence: not after an abbreviation or before small letters."""
    if dot + 1 < len(line) and line[dot + 1].isalnum() and end == dot + 1:
        return line[dot + 1].isupper() and dot > 1 and line[dot - 2 : dot].islower()
    after = line[end : end + 2].lstrip()
    if after[:1].islower():
        return False
    before = line[max(0, dot - 6) : dot]
    if re.search(r"(?:^|[\s(-])(?:[A-Z]\.)+[A-Z]$", before):
        # "in the U.S. The ..." ends; "U.S. Treasury" does not, and no rule tells them apart well
        return bool(
            re.match(r"\s*(?:The|He|She|It|They|In|But|A|An|On|This|That|At|We)\b", line[end:])
        )
    return not _ABBREVIATED.search(before)


def _add(cuts: list[tuple[int, int]], line: str, start: int, end: int) -> None:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    if start < end:
        cuts.append((start, end))
