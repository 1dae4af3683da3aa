from __future__ import annotations

import pytest

from visits.extraction.sentences import split_sentences
from visits.extraction.text import mended, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S.-Japan pact", ["the", "U.S.", "-", "Japan", "pact"]),
        ("Xi's O'Brien", ["Xi", "'s", "O'Brien"]),
        ("Ban Dong- soo", ["Ban", "Dong- soo"]),
        ("al- Samani", ["al- Samani"]),
        ("Joseph R. Hale, Jr.", ["Joseph", "R.", "Hale", ",", "Jr."]),
    ],
)
def test_tokens_keep_names_whole(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


def test_french_elision_is_a_token_of_its_own() -> None:
    assert tokenise("d’Arménie", "fr").words == ["d’", "Arménie"]


def test_mended_text_keeps_its_length() -> None:
    broken = "Trumpâ€™s â€œyesâ€"

    assert len(mended(broken)) == len(broken)
    assert tokenise(mended(broken)).words == ["Trump", "’s", "“", "yes", "”"]


def test_mended_text_has_no_paragraph_marks_of_old_wires() -> None:
    assert mended("one&\\tTwo") == "one   Two"


def test_sentences_leave_out_the_blanks_around_them() -> None:
    text = "  They met.   They left.  "

    spans = [(s.start, s.end) for s in split_sentences(text, titled=False)]

    assert [text[start:end] for start, end in spans] == ["They met.", "They left."]
    assert [s.end for s in split_sentences("They met  ", titled=False)] == [8]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Dr. Braun on Nov. 3 in Oslo. He left.", 2),
        ("It rose 4.5 pct. The bank said so.", 2),
        ("He came to the U.S. The visit was short.", 2),
        ("The U.S. Treasury said no.", 1),
        ("“We came.” He left! Did he?", 3),
        ("王毅抵达莫斯科。他将访问三天。", 2),
        ("Он прибыл в Москву. Встреча в 2019 г. прошла.", 2),
    ],
)
def test_sentences_end_where_they_do(text: str, count: int) -> None:
    assert len(split_sentences(text, titled=False)) == count


def test_title_is_one_sentence_and_paragraph() -> None:
    first, second = split_sentences("Talks. In Oslo!\n\nThey met.", titled=True)

    assert (first.is_title, first.paragraph, second.is_title, second.paragraph) == (
        True,
        0,
        False,
        1,
    )


def test_questions_and_answers_have_speakers() -> None:
    sentences = split_sentences("Q: Will he go?\nHe may.\nA: He will.", titled=False)

    assert [sentence.speaker for sentence in sentences] == ["question", "question", "answer"]
