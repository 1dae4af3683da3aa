from __future__ import annotations

from visits.models import Claim
from visits.queries.spans import Piece, marked_paragraphs, quoted_paragraphs

TITLE = "Trip announced"
FIRST = "Mr. Wang will be in Moscow from March 31."
SECOND = "He met nobody in Paris."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"


def claim(pk: int, **quotes: str) -> Claim:
    spans = {}
    for field, quote in quotes.items():
        at = TEXT.index(quote)
        spans[field] = {"start": at, "end": at + len(quote), "quote": quote, "stated": True}
    return Claim(pk=pk, evidence=spans)


WANG = claim(7, sentence=FIRST, visitors="Mr. Wang", destination="Moscow", start="March 31")


def told(paragraph: tuple[Piece, ...]) -> list[tuple[str, str, bool, tuple[int, ...]]]:
    return [(piece.text, piece.title, piece.is_asked, piece.anchors) for piece in paragraph]


def test_whole_text_is_cut_at_the_spans() -> None:
    title, first, second = marked_paragraphs(TEXT, [WANG])
    assert told(title) == [(TITLE, "", False, ())]
    assert told(first) == [
        ("Mr. Wang", "visitors", False, (7,)),
        (" will be in ", "", False, ()),
        ("Moscow", "destination", False, ()),
        (" from ", "", False, ()),
        ("March 31", "start", False, ()),
        (".", "", False, ()),
    ]
    assert told(second) == [(SECOND, "", False, ())]


def test_pieces_add_up_to_the_text() -> None:
    pieces = marked_paragraphs(TEXT, [WANG], ("7", "start"))
    assert "\n\n".join("".join(piece.text for piece in part) for part in pieces) == TEXT


def test_field_asked_for_stands_out() -> None:
    paragraphs = marked_paragraphs(TEXT, [WANG, claim(8, start="Paris")], ("7", "host"))
    asked = [piece.text for part in paragraphs for piece in part if piece.is_asked]
    assert asked == ["Moscow"]


def test_field_without_words_asks_for_its_sentence() -> None:
    paragraphs = marked_paragraphs(TEXT, [WANG], ("7", "purpose"))
    asked = "".join(piece.text for part in paragraphs for piece in part if piece.is_asked)
    assert asked == FIRST


def test_overlapping_spans_share_a_piece() -> None:
    both = claim(7, sentence=FIRST, start="from March 31", end="March 31")
    _, first, _ = marked_paragraphs(TEXT, [both])
    assert [(piece.text, piece.title) for piece in first][1:3] == [
        ("from ", "start"),
        ("March 31", "start, end"),
    ]


def test_quotes_alone_are_the_title_and_the_sentences() -> None:
    shown = quoted_paragraphs(TEXT, [WANG])
    assert ["".join(piece.text for piece in part) for part in shown] == [TITLE, FIRST]


def test_title_that_was_read_is_shown_once() -> None:
    shown = quoted_paragraphs(TEXT, [claim(7, sentence=TITLE)])
    assert ["".join(piece.text for piece in part) for part in shown] == [TITLE]
