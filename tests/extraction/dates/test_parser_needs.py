"""What spares a text the parsers that can find nothing in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from visits.extraction.dates.lexicon import lexicon_for
from visits.extraction.dates.parsers import PARSERS
from visits.extraction.dates.tokens import near_dates, tokenize

CLASSES = "MmWwUSsRrLVEeTpcoQKGAHlahiIgJjOf@B#=btuPXk<>&|v~FydnqNYDZzCx.,!-/'()"


@given(tags=st.text(st.sampled_from(CLASSES), max_size=12))
def test_parsers_of_a_text_without_what_they_need_find_nothing(tags: str) -> None:
    bare = [(p, "".join(tag for tag in tags if tag not in p.needs)) for p in PARSERS]

    found = [type(p).__name__ for p, left in bare if p.pattern.search(left)]

    assert found == []


def test_tokens_far_from_a_date_are_left_out() -> None:
    text = "the and of the and of the and of the and of the and of June 5 " + "the and of " * 5

    near = near_dates(tokenize(text, lexicon_for("en")))

    assert near.tags == "h&vh&v" + "Mn" + "h&vh&v"


def test_tokens_keep_their_places_behind_what_is_left_out() -> None:
    text = "On June 5 he " + "the and of " * 6 + "spoke on Friday"

    near = near_dates(tokenize(text, lexicon_for("en")))

    assert [near.word(i) for i, tag in enumerate(near.tags) if tag in "MnW"] == [
        "June",
        "5",
        "Friday",
    ]
