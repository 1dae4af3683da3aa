"""Countries, cities and datelines mentioned in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from visits.extraction.gazetteer import Gazetteer, Hit, Place
from visits.extraction.mentions import Dateline, PlaceForm, PlaceMention, Sentence

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'’ -]{1,30}?(?:[/,] ?[A-Z][\w. ]{2,20}?){0,2}?),?"
    r"(?: (?P<month>[A-Za-z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:, ?(?P<year>\d{4}))?)?"
    r"(?: ?\((?P<agency>[A-Z][\w. /]{1,30})\))?,? ?(?:--?-?|–|—|_) ?"
)
_NOUN_AFTER = re.compile(r"(?:['’]s)? ?[-A-Za-z]")
_CLAUSE_AFTER = re.compile(
    r" (?:and|or|but|to|from|on|in|at|for|of|by|with|is|was|are|were|has|had|have|will|would"
    r"|should|can|could|may|might|must|said|says|did|does|do|not|that|this|as|over|after|before|until|during|if"
    r"|when|where|who|which|while|since|again|soon|also|next|last|later|early|today|tomorrow|about"
    r"|[a-z]+ed)\b"
)


def find_dateline(
    text: str,
    sentences: Sequence[Sentence],
    hits: Sequence[Hit],
    published: date | None,
) -> Dateline | None:
    """The dateline with which the first paragraph of the body begins, if it has one."""
    body = next((sentence for sentence in sentences if not sentence.is_title), None)
    match = _DATELINE.match(text, body.start, min(body.end + 40, body.start + 90)) if body else None
    if not match or not (match["month"] or match["agency"]):
        return None
    inside = [hit for hit in hits if match.start("place") <= hit.start < match.end("place")]
    cities = [p for hit in inside for p in hit.places if p.form is PlaceForm.CITY]
    lands = [p for hit in inside for p in hit.places if p.form is PlaceForm.COUNTRY]
    city = cities[0].city if cities else None
    country = cities[0].country if cities else lands[0].country if lands else None
    if not city and match["place"]:
        city = match["place"].split(",")[0].split("/")[0].strip().title()
    day = _day(match, published)
    return Dateline(match.start(), match.end(), country, city, day)


def _day(match: re.Match[str], published: date | None) -> date | None:
    month = _MONTHS.get((match["month"] or "")[:3].lower())
    if not month:
        return None
    if not match["year"] and not published:
        return None
    year = int(match["year"]) if match["year"] else published.year if published else 0
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        return None


def valid_hits(hits: Iterable[Hit], gazetteer: Gazetteer, published: date | None) -> Iterator[Hit]:
    """The hits without the countries that did not exist on that day, where others remain."""
    for hit in hits:
        if published and len({place.country for place in hit.places}) > 1:
            places = tuple(p for p in hit.places if _existed(gazetteer, p.country, published))
            yield replace(hit, places=places or hit.places)
        else:
            yield hit


def _existed(gazetteer: Gazetteer, country: str, day: date) -> bool:
    row = gazetteer.countries[country]
    after = row.valid_from is None or row.valid_from <= day
    return after and (row.valid_to is None or day <= row.valid_to)


def place_mentions(
    text: str,
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    dateline: Dateline | None,
) -> tuple[PlaceMention, ...]:
    """Places in order, "here" among them where the dateline says where that is.

    A form that two countries share ("Dominican") is the one's that the text names otherwise.
    """
    sure = Counter(
        hit.places[0].country for hit in hits if len({p.country for p in hit.places}) == 1
    )
    starts = [sentence.start for sentence in sentences]
    found = []
    for hit in hits:
        if not hit.places:
            continue
        place = _choose(text, hit, sure)
        sentence = max(0, bisect_right(starts, hit.start) - 1)
        found.append(
            PlaceMention(hit.start, hit.end, sentence, place.country, place.city, place.form)
        )
    if dateline and dateline.country:
        for match in re.finditer(r"\bhere\b", text[dateline.end :]):
            start = dateline.end + match.start()
            sentence = max(0, bisect_right(starts, start) - 1)
            found.append(
                PlaceMention(
                    start, start + 4, sentence, dateline.country, dateline.city, PlaceForm.HERE
                )
            )
        found.sort(key=lambda mention: mention.start)
    return tuple(found)


def _choose(text: str, hit: Hit, sure: Mapping[str, int]) -> Place:
    """The reading that fits: "U.S. officials" is a demonym, "to the U.S. on" a country."""
    if len(hit.places) == 1:
        return hit.places[0]
    ranked = sorted(hit.places, key=lambda place: sure.get(place.country, 0))
    forms = {place.form: place for place in ranked}
    adjective = bool(_NOUN_AFTER.match(text, hit.end)) and not _CLAUSE_AFTER.match(text, hit.end)
    order = [PlaceForm.CITY, PlaceForm.COUNTRY, PlaceForm.METONYM, PlaceForm.DEMONYM]
    if adjective and PlaceForm.DEMONYM in forms and PlaceForm.COUNTRY in forms:
        demonym = forms[PlaceForm.DEMONYM]
        # "China" is the country in Spanish, "china" what comes from it.
        if "en" in demonym.languages or text[hit.start].islower():
            return demonym
    return next(forms[form] for form in order if form in forms)
