from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.people.reading import read

PIECES = st.sampled_from(
    [
        "President", "Minister of", "Foreign Minister", "King", "Wang Yi", "Xi", "of", "and", ",",
        "the", "he", "His", "Jr.", "R.", "bin", "al-", "Al", "(", ")", "“", "”", "'s", "’", "-",
        "China", "U.S.", "Japanese", "Medina", "to visit", "said", "\n", ". ", "Q: ", "TOKYO",
        "Foo", "FOO", "â€™", "外交部长", "王毅", "·", "президентом", "Сергеем", "ministre", "d’",
        "\u202e", "\x00", "😀",
    ]
)  # fmt: skip


@given(
    pieces=st.lists(PIECES, max_size=40),
    title=st.lists(PIECES, max_size=8),
    language=st.sampled_from(["en", "zh", "ru", "fr", "es", "xx"]),
)
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_whatever_it_is(
    pieces: list[str], title: list[str], language: str
) -> None:
    mentions = read(" ".join(pieces), title=" ".join(title), language=language)

    size = len(mentions.text)
    for mention in mentions.persons:
        assert 0 <= mention.start <= mention.name_start < mention.name_end <= size
        assert mention.start < mention.end <= size
        assert all(0 <= number < len(mentions.people) for number in mention.people)
        assert mention.sentence < len(mentions.sentences)
    for place in mentions.places:
        assert 0 <= place.start < place.end <= size
    starts = [mention.start for mention in mentions.persons]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "unit",
    [
        "President Foo. He ", "Minister of Foreign and ", "Ali bin ", "China and ", "A. B. ",
        "Foo Bar ", '"A" ', "The two leaders met. ", "foreign trade ", "Xi Jinping ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_alone(unit: str) -> None:
    small, large = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))
    read(small)
    start = process_time()
    read(small)
    middle = process_time()
    read(large)
    end = process_time()

    assert end - middle < 30 * max(middle - start, 0.01)
