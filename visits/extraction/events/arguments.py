"""From a filled frame to a telling: its people and its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.events import masks
from visits.extraction.events.frames import Match
from visits.extraction.events.lexicon import EventLexicon, Frame
from visits.extraction.events.people import Found, listed_left, listed_right, opener, subject
from visits.extraction.events.stops import listed_stops
from visits.extraction.events.tellings import Stop, Telling
from visits.extraction.mentions import PersonForm, PersonMention, PlaceMention
from visits.extraction.records import Person
from visits.terms import Rank, Role

#: The frame of "left Paris for Brussels", which tells of two stays.
LEAVES = "leaves-for"
_NOBODY: Found = ((), ())
#: So far before a visit stands whose it is.
REACH = 60
_BESIDE = {masks.PLACE, masks.METONYM, masks.DATE}


def tellings(match: Match, lexicon: EventLexicon, people: Sequence[Person]) -> list[Telling]:
    """What a filled frame tells: one telling, or a visit and a meeting for a host's frame."""
    if match.frame.event == "meeting":
        return _meeting(match, lexicon)
    if match.frame.event == "companion":
        return [_companion(match, lexicon)]
    told = [_visit(match, lexicon, people)]
    origin = _origin(told[0], lexicon)
    if origin is not None:
        told.append(origin)
    if match.frame.event == "visit+meeting" and told[0].hosts:
        told.append(_reception(told[0]))
    return told


def _visit(match: Match, lexicon: EventLexicon, known: Sequence[Person]) -> Telling:
    stops, reach = _stops(match, lexicon, known)
    hosts: Found = _NOBODY
    if match.frame.subject == "host":
        people = _group(match, "who", lexicon, rightward=True)
        hosts = subject(match.line, match.start, lexicon, owners=False)
    elif match.frame.subject == "aboard":
        people = _aboard(match, lexicon, known)
    elif match.frame.subject == "you":
        people = (match.line.others, ())
    elif match.frame.subject == "nearest":
        people = _nearest(match, lexicon)
    elif match.frame.subject == "opener":
        people = opener(match.line, match.start, lexicon)
    elif match.frame.subject == "joined":
        leader = _group(match, "who", lexicon, rightward=True)
        people = subject(match.line, match.start, lexicon, owners=False)
        people = (leader[0] + people[0], leader[1] + people[1])
    elif "who" in match.groups:
        people = _group(match, "who", lexicon, rightward=match.frame.subject == "guest")
    elif match.frame.subject == "left":
        noun = match.frame.noun
        people = subject(match.line, match.start, lexicon, owners=False, noun=noun)
    else:
        people = _NOBODY
    if lexicon.theirs.search(match.line.text, max(0, match.start - REACH), match.start):
        people = _NOBODY
    if not people[0] and match.frame.noun and match.frame.subject in ("left", "opener"):
        people = _announced(match, max(match.reach, reach), lexicon)
    people = (tuple(one for one in people[0] if _may_go(known[one], match.frame)), people[1])
    stops = _elsewhere(match, stops, {known[person].country for person in people[0]})
    return Telling(
        line=match.line,
        frame=match.frame,
        start=match.start,
        end=match.end,
        reach=max(match.reach, reach),
        first=match.first,
        people=people[0],
        positions=people[1],
        hosts=hosts[0],
        stops=stops,
        here=not stops and "to" in match.groups and "those" not in match.groups,
    )


def _meeting(match: Match, lexicon: EventLexicon) -> list[Telling]:
    others = _group(match, "with", lexicon, rightward=True)
    if "who" in match.groups:
        ours = _group(match, "who", lexicon, rightward=False)
    elif match.frame.subject == "left":
        owners = match.frame.base == "group"
        before = match.first if "with" in match.groups else match.start
        ours = subject(match.line, before, lexicon, owners=owners)
    else:
        ours = _NOBODY
    if not ours[0] and others[1]:
        ours = _following(match, others[1][-1] + 1, lexicon)
    if not ours[0] and not others[0] and match.frame.subject != "none":
        return []
    reach = max([match.reach, *(position + 1 for position in others[1])])
    told = [_contact(match, (match.start, match.end, reach), ours, others)]
    while others[1]:
        found = lexicon.next_meeting.match(match.line.text, others[1][-1] + 1)
        if found is None or not set(found.group()) & _BESIDE:
            break
        position = found.end() - 1
        others = listed_right(match.line, position, lexicon)
        told.append(_contact(match, (position, position, others[1][-1] + 1), ours, others))
    return told


def _contact(match: Match, at: tuple[int, int, int], ours: Found, others: Found) -> Telling:
    start, end, reach = at
    return Telling(
        line=match.line,
        frame=match.frame,
        start=start,
        end=end,
        reach=reach,
        first=min(match.first, start) if start == match.start else start,
        people=tuple(dict.fromkeys(ours[0] + others[0])),
        positions=ours[1] + others[1],
        hosts=others[0],
    )


def _companion(match: Match, lexicon: EventLexicon) -> Telling:
    others = _group(match, "with", lexicon, rightward=True)
    ours = subject(match.line, match.start, lexicon, owners=False)
    passive = match.frame.name.endswith("-by")
    leader, companion = (ours, others) if passive else (others, ours)
    return Telling(
        line=match.line,
        frame=match.frame,
        start=match.start,
        end=match.end,
        reach=match.reach,
        first=match.first,
        people=leader[0],
        positions=leader[1],
        hosts=companion[0],
    )


def _reception(visit: Telling) -> Telling:
    """The meeting that receiving a guest is."""
    return Telling(
        line=visit.line,
        frame=replace(visit.frame, event="meeting"),
        start=visit.start,
        end=visit.end,
        reach=visit.reach,
        first=visit.first,
        people=visit.hosts + visit.people,
        positions=visit.positions,
    )


def _group(match: Match, name: str, lexicon: EventLexicon, *, rightward: bool) -> Found:
    if name not in match.groups:
        return _NOBODY
    position = match.groups[name][0]
    position = _foretold(match, position)
    if rightward and match.line.text[position] != masks.OWNER:
        return listed_right(match.line, position, lexicon)
    return listed_left(match.line, position, lexicon)


def _announced(match: Match, after: int, lexicon: EventLexicon) -> Found:
    """The subject that a sentence's first words are about: "On a visit to Tokyo, the minister"."""
    text = match.line.text
    comma = text.find(",", after, after + 40)
    if comma < 0 or any(c in masks.ANYBODY for c in text[:after]):
        return _NOBODY
    for ahead in range(comma + 1, min(comma + 60, len(text))):
        object_ = lexicon.skipped_before.search(text, comma, ahead)
        if text[ahead] in masks.PEOPLE and object_ is None:
            return listed_right(match.line, ahead, lexicon)
    return _NOBODY


def _aboard(match: Match, lexicon: EventLexicon, known: Sequence[Person]) -> Found:
    """Who is under way: the speaker, or in a spokesman's gaggle the one leader whom it names."""
    speaker = subject(match.line, match.start, lexicon, owners=False)
    if not lexicon.briefing.search(match.line.text):
        return speaker
    homes = {known[person].country for person in speaker[0]}
    leaders = [n for n, person in enumerate(known) if person.country in homes and leads(person)]
    return (tuple(leaders), ()) if len(leaders) == 1 else _NOBODY


def _may_go(person: Person, frame: Frame) -> bool:
    """Whether a visit may be somebody's own: "our trip", says a spokesman of the minister's.

    Where somebody spoke tells of a visit if the office is high enough.
    """
    if frame.base == "present":
        return person.role is not None and person.role.rank <= Rank.DEPUTY_MINISTER
    speaks = "spokes" in (person.title or "").lower()
    return not (frame.noun and speaks)


def leads(person: Person) -> bool:
    """Whether somebody travels in a plane of state of their own."""
    role = person.role
    return role is not None and (role.rank is Rank.HEAD or role is Role.DEPUTY_HEAD)


def _nearest(match: Match, lexicon: EventLexicon) -> Found:
    """Whoever was named last: "the latter"."""
    for position in range(match.start - 1, -1, -1):
        if match.line.text[position] in masks.PEOPLE:
            return listed_left(match.line, position, lexicon)
    return _NOBODY


def _origin(told: Telling, lexicon: EventLexicon) -> Telling | None:
    """The stay that an arrival or a departure ends: "flew into the capital from ..."."""
    if told.frame.name == LEAVES:
        found = lexicon.left_place.match(told.line.text, told.end)
    else:
        found = lexicon.came_from.match(told.line.text, told.reach)
    if found is None or told.frame.edge != "start" or not told.stops:
        return None
    stops, reach = listed_stops(told.line, found.end() - 1, lexicon)
    frame = replace(told.frame, base="completed", edge="end", kind=None)
    return replace(told, frame=frame, stops=stops[:1], reach=reach)


def _following(match: Match, after: int, lexicon: EventLexicon) -> Found:
    """The subject of the clause that a sentence's first words hang on: "After talks with A, B"."""
    text = match.line.text
    comma = lexicon.next_clause.match(text, after)
    if any(c in masks.ANYBODY for c in text[: match.start]) or comma is None:
        return _NOBODY
    for ahead in range(comma.end(), min(comma.end() + 28, len(text))):
        if text[ahead] in masks.PEOPLE:
            return listed_right(match.line, ahead, lexicon)
    return _NOBODY


def _foretold(match: Match, position: int) -> int:
    """Who is meant by a pronoun that opens a sentence: "During his visit, the minister ..."."""
    text, mark = match.line.text, match.line.marks[position]
    if not isinstance(mark, PersonMention) or mark.form is not PersonForm.PRONOUN:
        return position
    if position > 60 or any(c in masks.ANYBODY for c in text[:position]):
        return position
    comma = text.find(",", match.reach)
    for ahead in range(comma + 1, min(comma + 40, len(text))) if comma > 0 else ():
        if text[ahead] in masks.PERSON + masks.TITLE:
            return ahead
    return position


def _stops(
    match: Match, lexicon: EventLexicon, known: Sequence[Person]
) -> tuple[tuple[Stop, ...], int]:
    if "those" in match.groups:
        return _named_before(match, known), match.reach
    if "there" in match.groups:
        return _last_named(match), match.reach
    if "to" not in match.groups:
        return (), match.reach
    return listed_stops(match.line, match.groups["to"][0], lexicon)


def _elsewhere(match: Match, stops: tuple[Stop, ...], homes: set[str | None]) -> tuple[Stop, ...]:
    """The stops that a weak frame may mean: cities; countries named before but for the own ones."""
    if match.frame.base == "weak":
        return tuple(stop for stop in stops if stop.city is not None)
    if "those" in match.groups:
        return tuple(stop for stop in stops if stop.country not in homes)
    return stops


def _last_named(match: Match) -> tuple[Stop, ...]:
    """The country named last before "there", by itself or by its people."""
    for position in range(match.start - 1, -1, -1):
        mark = match.line.marks.get(position)
        if isinstance(mark, PlaceMention) and len(mark.country) == 2:
            return (Stop(mark.country, mark.city, position),)
    return ()


def _named_before(match: Match, known: Sequence[Person]) -> tuple[Stop, ...]:
    """The countries named so far, or of people named: "the three countries" that invited."""
    stops: dict[str, Stop] = {}
    for position, mark in sorted(match.line.marks.items()):
        if position >= match.groups["those"][0]:
            break
        if isinstance(mark, PlaceMention):
            stops.setdefault(mark.country, Stop(mark.country, mark.city, position))
        if isinstance(mark, PersonMention) and mark.people:
            home = known[mark.people[0]].country or ""
            stops.setdefault(home, Stop(home, None, position))
    return tuple(stop for home, stop in stops.items() if len(home) == 2)
