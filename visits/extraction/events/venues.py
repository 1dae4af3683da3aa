"""Where speeches were given: "Riga, Latvia" on a line of its own above a transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visits.extraction.events.lexicon import Frame
from visits.extraction.events.lines import Line
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.events.units import Unit
from visits.extraction.mentions import PersonForm, PersonMention, PlaceMention
from visits.extraction.records import Person
from visits.terms import Rank

#: So many lines may stand above the place, and below it before somebody speaks.
HEAD, SPEECH = 6, 12
#: So many sentences are looked through for a word of welcome.
GREETING = 40
#: Bodies that are at home where they sit.
_SEATS = {("EU", "BE"), ("EU", "LU")}
_BODIES = {"EU", "UN"}
_SPOKEN = Frame(
    name="spoke-there",
    event="visit",
    trigger="",
    left=None,
    right=None,
    subject="none",
    base="ongoing",
    kind=None,
    form=None,
    edge=None,
    loose=False,
    known=False,
    news=False,
    noun=True,
    whole=True,
    dated=False,
)


def venue_units(lines: Sequence[Line], setting: Setting) -> list[Unit]:
    """The presence of those whom a transcript's title names at the place in its head."""
    head = [line for line in lines if line.sentence.is_title]
    body = lines[len(head) :]
    for number, line in enumerate(body[:HEAD]):
        stop = _stop(line, setting)
        if stop is not None:
            spoken = body[number + 1 :]
            named = [*head, *body[:number]]
            return list(_present(named, line, stop, spoken, setting))
    return []


def _stop(line: Line, setting: Setting) -> Stop | None:
    """The place that a line consists of; "Monrovia, California" is the one in California."""
    if setting.lexicon.venue.fullmatch(line.text.strip()) is None:
        return None
    places = [(at, mark) for at, mark in sorted(line.marks.items())]
    (first, place), (_, last) = places[0], places[-1]
    assert isinstance(place, PlaceMention)
    assert isinstance(last, PlaceMention)
    if last.country in _BODIES or len(last.country) != 2:
        return None
    printed = setting.mentions.text[line.sentence.start : last.start or None]
    city = place.city if place.country == last.country and first == 0 else printed
    return Stop(last.country, (city or "").split(",")[0].strip() or None, first)


def _present(
    named: Sequence[Line], at: Line, stop: Stop, spoken: Sequence[Line], setting: Setting
) -> Iterator[Unit]:
    lexicon, by_home = setting.lexicon, dict[str, dict[int, None]]()
    if not any(lexicon.speech.search(line.text) for line in named) and not any(
        lexicon.label.match(line.text) for line in spoken[:SPEECH]
    ):
        return
    if stop.country == setting.document.country and not any(
        lexicon.hosting.search(line.text) for line in spoken[:GREETING]
    ):
        return
    afar = any(lexicon.virtual.search(line.text) for line in named)
    for line in named:
        for _, mark in sorted(line.marks.items()):
            if not isinstance(mark, PersonMention) or mark.form is not PersonForm.NAME:
                continue
            for number in () if mark.possessive else mark.people:
                person = setting.mentions.people[number]
                own = person.country == setting.document.country
                if _travels(person, stop, setting) and (own or not afar):
                    by_home.setdefault(person.country or "", {})[number] = None
    for people in by_home.values():
        visitors = tuple(people)
        telling = Telling(
            line=at,
            frame=_SPOKEN,
            start=stop.position,
            end=stop.position + 1,
            reach=stop.position + 1,
            first=stop.position,
            people=visitors,
            stops=(stop,),
            status="ongoing",
            firm=True,
        )
        yield Unit(telling, visitors, stop)


def _travels(person: Person, stop: Stop, setting: Setting) -> bool:
    """Whether somebody is a guest there: the publisher's own officials, others of high office."""
    home, role = person.country, person.role
    if home is None or role is None or home == stop.country or (home, stop.country) in _SEATS:
        return False
    own = home == setting.document.country
    return role.rank <= (Rank.DEPUTY_MINISTER if own else Rank.MINISTER)
