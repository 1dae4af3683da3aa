from __future__ import annotations

import pytest

from visits.extraction.documents import Document, normalise


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a \t\u00a0 b\n\n\n c ", "a b\nc"),
        ("e\u0301", "é"),
        ("a\u202eb\x00c\ufeff", "abc"),
        ("FranÃ§ois and Trumpâ€™s", "François and Trump’s"),
        ("one.\n  &\tTwo", "one.\nTwo"),
    ],
)
def test_text_is_normalised(text: str, normalised: str) -> None:
    assert normalise(text) == normalised


@pytest.mark.parametrize("text", ["â€", "ã¿"])
def test_broken_letters_that_nothing_mends_stay(text: str) -> None:
    assert normalise(text) == text


def test_reading_leaves_out_a_title_that_is_empty() -> None:
    assert Document("d", " ", "Text", None).reading == "Text"
    assert Document("d", "Title", "Text", None).reading == "Title\n\nText"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Seen<script>if (a<b) {}</script> here</p>", "Seen here"),
        ("<p>Seen<!-- not --> here</p><style>p {}</style>", "Seen here"),
        ("<p>Seen<noscript><script>x</script>no</noscript></p>", "Seen"),
        ("<p>Never ended <script>here</p>", "Never ended here"),
        ("--> after all", "--> after all"),
        ("<p>--> after all</p>", "after all"),
        ("<" * 20 + "b>" * 20, "b>" * 14),
    ],
)
def test_what_a_page_does_not_show_is_not_read(page: str, text: str) -> None:
    assert normalise(page) == text
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3&ndash;5 May", "3–5 May"),
        ("On&nbsp;3&#160;May", "On 3 May"),
        ("Trade &amp; Investment", "Trade & Investment"),
        ("AT&T and R&D; a &nonsense; b", "AT&T and R&D; a &nonsense; b"),
        ("&amp;amp;ndash;", "–"),
        ("half \ud800 a sign", "half a sign"),
    ],
)
def test_entities_without_tags_are_written_out(written: str, read: str) -> None:
    assert normalise(written) == read
    assert normalise(read) == read
