"""Whatever comes in, reading gives an answer, and time grows with the length alone."""

from __future__ import annotations

import json
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visits.extraction import Document, Extraction, extract, packaged_gazetteer
from visits.extraction.announcements import document_of
from visits.extraction.output import as_record
from visits.extraction.records import MeetingEvent, VisitEvent
from visits.extraction.scripts import script_language

PIECES = st.sampled_from(
    [
        "President Xi Jinping", "Wang Yi", "Foreign Minister Sergey Lavrov", "will", "visit",
        "visits", "visited", "a", "the", "three-day", "visit to", "trip", "to", "in", "and", ",",
        ".", "China", "Moscow", "Japan", "on Monday", "from May 1 to 3", "met with", "met", "talks",
        "between", "with", "said", "arrived here", "his", "their", "cancelled", "postponed",
        "spoke by phone with", "left", "for", "attend the summit", "respectively", "“", "”", "(",
        ")", "\n", "王毅", "将", "访问", "俄罗斯", "посетит", "Китай", "Путин", "se rendra",
        "à Paris",        "visitará", "\u202e", "\x00", "😀", "«", "»", "\ue000", "<b>", "&nbsp;",
    ]
)  # fmt: skip


TOLD_AS = st.sampled_from(["en", "zh", "ru", "fr", "es", "ja", ""])


def read(text: str, language: str = "en", published: date | None = date(2025, 3, 28)) -> Extraction:
    return extract(Document("t", "", text, published, language), packaged_gazetteer())


@given(
    pieces=st.lists(PIECES, max_size=40),
    language=st.sampled_from(["en", "zh", "ru", "fr", "es"]),
)
@settings(max_examples=300, deadline=None)
def test_events_quote_the_text_whatever_it_is(pieces: list[str], language: str) -> None:
    document = Document("t", "", " ".join(pieces), date(2025, 3, 28), language)

    extraction = extract(document, packaged_gazetteer())

    events: list[VisitEvent | MeetingEvent] = [*extraction.visits, *extraction.meetings]
    for event in events:
        assert 0 <= event.confidence <= 1
        for evidence in event.evidence.values():
            span = evidence.span
            assert document.reading[span.start : span.end] == span.quote
    as_record(extraction, explain=True)


@pytest.mark.parametrize(
    ("text", "language", "published", "note"),
    [
        ("", "en", date(2025, 3, 28), "empty: no text to read"),
        (
            "Xi will visit Japan.",
            "en",
            None,
            "undated: no publication day to read dates against",
        ),
        ("Xi Jinping besøker Japan.", "no", date(2025, 3, 28), "language: no table for 'no'"),
        ("\x01\x02\u202e", "en", date(2025, 3, 28), "empty: nothing but control characters"),
        ("<p><b></b></p>", "en", date(2025, 3, 28), "empty: nothing but tags"),
    ],
)
def test_what_is_not_read_has_a_reason(
    text: str, language: str, published: date | None, note: str
) -> None:
    extraction = read(text, language, published)

    assert extraction.notes == (note,)
    assert (extraction.visits, extraction.meetings) == ((), ())


def test_text_longer_than_the_limit_is_read_to_the_limit_and_says_so() -> None:
    extraction = read("x " * 600_000)

    assert extraction.notes == ("long: read to character 1000000",)


@pytest.mark.parametrize(
    "unit",
    [
        "President Xi Jinping will visit Japan. ", "visit to ", "will meet with ", "and Wang Yi ",
        "Wang Yi met Sergey Lavrov on Monday ", "Moscow, ", "his visit ", "talks between ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_alone(unit: str) -> None:
    small, large = unit * (10_000 // len(unit)), unit * (80_000 // len(unit))
    read(small)
    start = process_time()
    read(small)
    middle = process_time()
    read(large)
    end = process_time()

    assert end - middle < 8 * 4 * max(middle - start, 0.01)


def test_page_is_read_without_its_tags_and_says_so() -> None:
    page = (
        "<p>Russian Foreign Minister <b>Sergey&nbsp;Lavrov</b> will visit "
        "<a href='x'>India</a>.&lt;br&gt;</p>"
    )
    document = Document("d", "", page, date(2025, 3, 28))

    extraction = extract(document, packaged_gazetteer())

    assert document.reading == "Russian Foreign Minister Sergey Lavrov will visit India."
    assert [visit.destination_country for visit in extraction.visits] == ["IN"]
    assert extraction.notes == ("html: tags left out",)


@given(text=st.text(max_size=400), title=st.text(max_size=60), language=TOLD_AS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_exception(text: str, title: str, language: str) -> None:
    document = Document("t", title, text, date(2025, 3, 28), language)

    record = as_record(extract(document, packaged_gazetteer()), explain=True)

    json.dumps(record, ensure_ascii=False).encode()


@given(data=st.binary(max_size=300), encoding=st.sampled_from(["latin-1", "cp1251", "utf-16-le"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_read_in_any_encoding_make_no_exception(data: bytes, encoding: str) -> None:
    text = (data * 2).decode(encoding, "surrogatepass" if "16" in encoding else "replace")
    record = {"id": text, "title": text, "text": text, "published": "2025-03-28", "lang": "en"}

    extraction = extract(document_of(record, packaged_gazetteer()), packaged_gazetteer())

    json.dumps(as_record(extraction), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("told", "text", "language"),
    [
        ("zh", "The Foreign Minister will visit Japan on 2 April.", "en"),
        ("ru", "La ministre se rendra dans le nord avec des élus et une délégation.", "fr"),
        ("zh", "El canciller viajará con una delegación por los países del sur.", "es"),
        ("en", "外交部长王毅将于4月2日访问日本。", "zh"),
        ("fr", "Министр иностранных дел посетит Японию 2 апреля.", "ru"),
        ("en", "外務大臣はカナダを訪問する。", "en"),
        ("en", "Wang Yi (王毅) will visit Japan on 2 April.", "en"),
        ("ru", "Boeing и Embraer", "ru"),
        ("no", "外交部长王毅", "no"),
    ],
)
def test_script_decides_where_the_language_told_is_of_another(
    told: str, text: str, language: str
) -> None:
    assert script_language(text, told) == language


def test_text_of_another_script_is_read_as_what_it_is() -> None:
    extraction = read("President Emmanuel Macron will visit Japan on 2 April.", "zh")

    assert [visit.destination_country for visit in extraction.visits] == ["JP"]
    assert extraction.notes == ("language: told as 'zh', read as 'en' by its script",)
