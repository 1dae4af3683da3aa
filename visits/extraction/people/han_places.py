"""Places of a Chinese text, written without spaces and often in one character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.gazetteer import Gazetteer, Hit
from visits.extraction.mentions import PlaceForm, PlaceMention, Sentence
from visits.extraction.places import place_mentions

_ABBREVIATED = (
    r"(?<=[访赴抵来离驻对])(?P<to>[{0}])(?![\u4e00-\u9fff]?[国人])"
    r"|(?P<pair>[{0}]{{2,3}})(?=两国|三国|元首|关系|双方|双边|首脑|领导人|外长|会|友|伙伴|合作|建交)"
)
#: What follows a country's short name in its long one: 吉尔吉斯共和国.
_REALM = re.compile(
    "(?:人民|民主|联邦|伊斯兰|社会主义|阿拉伯|合作|联合){0,3}(?:共和国|王国|联邦|公国|大公国)"
)
#: China and Africa, unlike the Central African Republic: 中非合作论坛.
_AFRICA = re.compile("中非(?:合作|关系|友好|友谊|双方|经贸|命运|人民|团结|领导人|媒体|智库|峰会)")
_OURS = re.compile("我国")


def chinese_places(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    own: str,
) -> tuple[PlaceMention, ...]:
    """The places in order, long names whole; 我国 is the publisher's `own`."""
    places = _whole_names(text, place_mentions(text, _states(hits), sentences, None))
    ours = [
        PlaceMention(
            *found.span(), sentence_at(sentences, found.start()), own, None, PlaceForm.COUNTRY
        )
        for found in _OURS.finditer(text)
    ]
    return _with_abbreviations(text, [*places, *ours], sentences, gazetteer)


def sentence_at(sentences: Sequence[Sentence], position: int) -> int:
    """The number of the sentence that a position stands in."""
    return max(0, bisect_right([s.start for s in sentences], position) - 1)


def _states(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, those of a state named like its capital as the state: 新加坡."""
    kept = []
    for hit in hits:
        states = tuple(place for place in hit.places if place.form is PlaceForm.COUNTRY)
        kept.append(replace(hit, places=states) if states else hit)
    return tuple(kept)


def _whole_names(text: str, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places, countries with the rest of their long names: 吉尔吉斯共和国."""
    whole = []
    for place in places:
        if _AFRICA.match(text, place.start):
            continue
        realm = _REALM.match(text, place.end) if place.form is PlaceForm.COUNTRY else None
        whole.append(replace(place, end=realm.end()) if realm else place)
    return whole


def _with_abbreviations(
    text: str,
    places: Sequence[PlaceMention],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """The places with those written in one character: 访美, 中俄两国."""
    single = {
        form: code
        for code, row in gazetteer.countries.items()
        for _, form in row.abbreviations
        if len(form) == 1
    }
    if not single:
        return tuple(places)
    pattern = re.compile(_ABBREVIATED.format("".join(sorted(single))))
    covered = {i for place in places for i in range(place.start, place.end)}
    more = []
    for match in pattern.finditer(text):
        for index in range(match.start(), match.end()):
            if index not in covered:
                form = PlaceForm.COUNTRY if match["to"] else PlaceForm.DEMONYM
                sentence = sentence_at(sentences, index)
                country = single[text[index]]
                more.append(PlaceMention(index, index + 1, sentence, country, None, form))
    return tuple(sorted([*places, *more], key=lambda place: place.start))
