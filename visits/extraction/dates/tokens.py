"""Text as a string of word classes, one character a token, over which the parsers match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from visits.extraction.dates.lexicon import Entry, Lexicon
from visits.extraction.dates.numbers import compose
from visits.extraction.dates.units import Unit

# n 1-31, q 32-999, Y a year, N any other number, D "14th", Z 3/4/2017, z 2017-05, o first,
# x another word, ! the end of a sentence or a paragraph, P "p.m." after an hour; the rest is in
# the lexicon. Weak months, weekdays and seasons are in lower case.
_PUNCTUATION = {
    "-": "-", "–": "-", "—": "-", "~": "-", "～": "-", "−": "-", "/": "/", ",": ",", "，": ",",
    "、": ",", ".": ".", "。": "!", "!": "!", "?": "!", "！": "!", "？": "!", ";": "!", "；": "!",
    "(": "(", ")": ")", "（": "(", "）": ")", "'": "'", "’": "'",
}  # fmt: skip
_NUMBERS = (
    r"(?P<day>(?<![\d.])(?<!\d[/-])\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,4}(?!\d|(?P=sep)\d)"
    r"|(?<![\d./])\d{1,2}/\d{1,2}/\d{4}(?!\d|/\d))"
    r"|(?P<quarter>\b(?:[Qq][1-4]|[1-4]Q|H[12])(?![^\W_]))"
    r"|(?P<month>(?<![\d./-])(?:\d{4}[/-](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/\d{4})(?![\d/-]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?)"
    r"|(?P<big>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+)"
    r"|(?P<num>\d+)"
)
_REST = r"|(?P<poss>['’]s\b)|(?P<gap>\n[ \t\r]*\n)|(?P<punct>[^\w\s])"
KEPT_WORDS = 2  # parsers and refiners look no further
_COUNTS = frozenset("cnqNYo~a")
MAX_NUMBER = 9  # digits; longer ones are identifiers, never counts


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel columns; `tags[i]` is the class of token i and `values[i]` what it stands for."""

    text: str
    tags: str
    starts: list[int]
    ends: list[int]
    values: list[int]

    def word(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def is_capital(self, index: int) -> bool:
        return self.text[self.starts[index]].isupper()


#: Nothing that denotes days is farther from one of these than `REACH` tokens.
_TELLING = "MmWwUSsTnYDZzQKqpjXJnco"
REACH = 6
_NEAR = re.compile(
    rf".{{0,{REACH}}}?[{_TELLING}](?:.{{0,{2 * REACH}}}?[{_TELLING}])*.{{0,{REACH}}}"
)


class _Columns:
    def __init__(self) -> None:
        self.tags: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.values: list[int] = []

    def add(self, tag: str, start: int, end: int, value: int = 0) -> None:
        self.tags.append(tag)
        self.starts.append(start)
        self.ends.append(end)
        self.values.append(value)


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of the text; what is between two of them is white space (or unread script).

    Of a run of words without meaning here the first two are kept.
    """
    columns = _Columns()
    known, unspaced = lexicon.known, lexicon.unspaced
    position = words = 0
    for match in _scanner(lexicon).finditer(text):
        start, end = span = match.span()
        if start < position:
            continue
        is_word = match.lastgroup == "word"
        if is_word and (word := text[start:end].lower()) not in known:
            words += 1
            if words <= KEPT_WORDS:
                columns.add("x", start, end)
            continue
        if unspaced and start > position and not text[position:start].isspace():
            columns.add("x", position, start)
        words = 0
        if is_word:
            position = _add_word(columns, text, span, word, lexicon)
        else:
            position = _add(columns, match, text, lexicon)
    if "c" in columns.tags:
        compose(columns.tags, columns.starts, columns.ends, columns.values)
    return Tokens(text, "".join(columns.tags), columns.starts, columns.ends, columns.values)


def near_dates(tokens: Tokens) -> Tokens:
    """The tokens around what may tell a date, two unknown words where some are left out between."""
    near = _Columns()
    reached = 0
    for stretch in _NEAR.finditer(tokens.tags):
        first, last = stretch.span()
        if near.tags and first > reached:
            near.add("x", 0, 0)
            near.add("x", 0, 0)
        near.tags += tokens.tags[first:last]
        near.starts += tokens.starts[first:last]
        near.ends += tokens.ends[first:last]
        near.values += tokens.values[first:last]
        reached = last
    return Tokens(tokens.text, "".join(near.tags), near.starts, near.ends, near.values)


def _add(columns: _Columns, match: re.Match[str], text: str, lexicon: Lexicon) -> int:
    """Add the token matched and return where the next may start."""
    start, end = match.span()
    kind = match.lastgroup
    if kind == "marked":
        columns.add(*_marked(text[start:end], start, end, lexicon))
        return end
    if kind == "punct":
        columns.add(_PUNCTUATION.get(text[start], "x"), start, end)
    elif kind == "gap":
        columns.add("!", start, end)
    elif kind == "num":
        return _add_number(columns, text, start, end, lexicon)
    elif kind == "poss":
        columns.add("'", start, end)
    elif kind == "quarter":
        half = 4 if text[start] == "H" else 0  # the halves of a year follow its quarters
        columns.add("Q", start, end, int(text[start:end].strip("QqH")) + half)
    elif kind == "big":
        columns.add("N", start, end)
    elif kind == "clock":
        columns.add("C", start, end)
    else:
        columns.add(*_numeric(text[start:end], start, end, lexicon))
    return end


def _numeric(written: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, int, int, int]:
    """3/4/2017 as a day, 2017-05 as a month; in the reading order of the language."""
    first, *others = (int(part) for part in re.split(r"[./-]", written))
    if len(others) == 1:
        year, month = (first, others[0]) if first > 31 else (others[0], first)
        return "z", start, end, year * 100 + month
    middle, last = others
    if first > 31 or len(re.split(r"[./-]", written)[0]) == 4:
        year, month, day = first, middle, last
    elif middle > 12 or (not lexicon.day_first and first <= 12 and "." not in written):
        year, month, day = last, first, middle
    else:
        year, month, day = last, middle, first
    if year < 100:
        year += 1900 if year >= 40 else 2000
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return "N", start, end, 0
    return "Z", start, end, (year * 100 + month) * 100 + day


def _add_number(columns: _Columns, text: str, start: int, end: int, lexicon: Lexicon) -> int:
    for suffix in lexicon.ordinal_suffixes:
        if (
            text.startswith(suffix, end)
            and not text[end + len(suffix) : end + len(suffix) + 1].isalpha()
        ):
            value = int(text[start:end]) if end - start < 4 else 0
            columns.add("D" if 0 < value <= 31 else "o", start, end + len(suffix), value)
            return end + len(suffix)
    width = end - start
    value = int(text[start:end]) if width <= MAX_NUMBER else 0
    if width in (2, 4) and (stop := _decade_end(text, end)) and value % 10 == 0:
        columns.add("K", start, stop, value)
        return stop
    if width == 4 and 1000 <= value < 2200:
        columns.add("Y", start, end, value)
    elif width <= 2 and 1 <= value <= 31:
        columns.add("n", start, end, value)
    elif width <= 3:
        columns.add("q", start, end, value)
    elif width == 8 and 19000101 <= value < 22000101:
        columns.add("Z", start, end, value)
    else:
        columns.add("N", start, end, value)
    return end


def _decade_end(text: str, end: int) -> int:
    """Where the s of "1990s" or "80's" ends; 0 where there is none."""
    stop = end + 1 if text[end : end + 1] in ("'", "’") else end
    if text[stop : stop + 1] != "s" or text[stop + 1 : stop + 2].isalnum():
        return 0
    return stop + 1


def _add_word(
    columns: _Columns, text: str, span: tuple[int, int], word: str, lexicon: Lexicon
) -> int:
    start, end = span
    if word in lexicon.elisions and text[end : end + 1] in ("'", "’"):
        end += 1
    entries = lexicon.entries.get(word)
    if entries is None:
        columns.add("x", start, end)
        return end
    for entry in entries:
        stop = _follow(text, end, entry) if entry.rest else end
        if stop < 0 or (entry.tag == "H" and columns.tags[-1:] != ["U"]):
            continue
        if not entry.rest and word in lexicon.dotted and text.startswith(".", end):
            stop = end + 1
        tag = entry.tag.lower() if entry.weak and entry.tag in "MWS" else entry.tag
        if word in lexicon.plurals and _is_uncounted(columns.tags):
            tag = "x"
        if tag == "y" and columns.tags[-1:] != ["Y"]:  # "конца года", not "2025 года"
            columns.add("U", start, stop, int(Unit.YEAR))
        else:
            columns.add(tag, start, stop, entry.value)
        return stop
    columns.add("x", start, end)
    return end


def _is_uncounted(before: list[str]) -> bool:
    """Whether a plural unit has no number before it, next to it or past one word."""
    return not any(tag in _COUNTS for tag in before[-2:]) and before[-3:-1] != ["-", "o"]


def _follow(text: str, end: int, entry: Entry) -> int:
    """Where the phrase ends, or -1 where its other words do not follow."""
    for word in entry.rest:
        while end < len(text) and text[end] in " \n\t\u00a0":
            end += 1
        stop = end + len(word)
        if text[end:stop].lower() != word or text[stop : stop + 1].isalpha():
            return -1
        end = stop
    return end


def _marked(written: str, start: int, end: int, lexicon: Lexicon) -> tuple[str, int, int, int]:
    """A number with the mark of what it counts: 2025年, 3月, 十二日, 三."""
    digits = "".join(sign for sign in written if sign.isdecimal() or sign in lexicon.digits)
    tag = lexicon.suffixes.get(written[len(digits) :].strip(), "n")
    value = _numeral(digits, lexicon)
    limit = {"M": 12, "D": 31, "n": 31, "Y": 2999}[tag]
    if tag == "n" and value > limit:
        return "Y" if 1000 <= value < 2200 else "q" if value < 1000 else "N", start, end, value
    return tag if 1 <= value <= limit else "x", start, end, value


def _numeral(digits: str, lexicon: Lexicon) -> int:
    """十二 is 12, 二〇二五 and 2025 are 2025."""
    if digits[0].isdecimal():
        return int(digits) if digits.isdecimal() else 0
    tens, _, ones = digits.partition(next((s for s in digits if lexicon.digits.get(s) == 10), "\0"))
    if len(digits) != len(tens):
        head = lexicon.digits.get(tens, 1)
        return head * 10 + lexicon.digits.get(ones, 0)
    return int("".join(str(lexicon.digits.get(sign, 0)) for sign in digits))


@cache
def _scanner_of(
    language: str, words: tuple[str, ...], digits: str, suffixes: tuple[str, ...]
) -> re.Pattern[str]:
    if words:
        word = "|".join(map(re.escape, words))
        mark = "|".join(map(re.escape, suffixes))
        marked = (
            rf"|(?P<marked>(?:\d{{1,4}}(?!\d) ?|[{digits}]{{1,4}})(?:{mark})|[{digits}]{{1,4}})"
        )
        numbers = _NUMBERS.replace("|(?P<num>", marked + "|(?P<num>")
        return re.compile(rf"(?P<word>{word}|[A-Za-z]+)|" + numbers + _REST)
    # What a number may begin with is looked at first, which spares most words all its forms.
    return re.compile(rf"(?=[\dQqH])(?:{_NUMBERS})|(?P<word>[^\W\d_]+)" + _REST)


def _scanner(lexicon: Lexicon) -> re.Pattern[str]:
    if not lexicon.unspaced:
        return _scanner_of("", (), "", ())
    return _scanner_of(
        lexicon.language,
        tuple(sorted(lexicon.entries, key=len, reverse=True)),
        "".join(lexicon.digits),
        tuple(sorted(lexicon.suffixes, key=len, reverse=True)),
    )
