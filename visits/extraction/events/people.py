"""Who governs a trigger: the person on its left, or a list of people."""

from __future__ import annotations

from visits.extraction.events import masks
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line

Found = tuple[tuple[int, ...], tuple[int, ...]]
_NOBODY: Found = ((), ())
#: So far behind one person of a list the next is looked for.
LIST_REACH = 120


def subject(
    line: Line, before: int, lexicon: EventLexicon, *, owners: bool, noun: bool = True
) -> Found:
    """People (and their positions) that govern what starts at `before`.

    The nearest person on the left who is not somebody's object; `owners` admits possessives, and
    a verb (not a `noun`) has none in "he said that the delegation will ...".
    Falls back to the person a relative clause hangs on.
    """
    text = line.text
    if lexicon.first_person.search(text, max(0, before - 90), before):
        return speaker(line, before, lexicon)
    fallback: int | None = None
    for position in range(before - 1, -1, -1):
        mark = text[position]
        if not noun and mark == masks.PLACE and _acts(line, position, before, lexicon):
            return _NOBODY
        if mark not in masks.ANYBODY:
            continue
        between = text[position + 1 : before]
        if mark == masks.OWNER and noun and lexicon.including.fullmatch(between):
            return listed_left(line, position, lexicon)
        intent = mark == masks.OWNER and lexicon.intent.fullmatch(between)
        if mark == masks.OWNER and not owners and not intent and not lexicon.beside.match(between):
            continue
        if (told := _meant(line, position, between, lexicon)) is not None:
            return told
        object_ = _is_met(line, position, between, lexicon)
        apart = between.startswith(",") or lexicon.joining.match(between.lstrip())
        beside = lexicon.adjacent.fullmatch(between) and not (object_ and apart)
        if intent or beside or lexicon.relative.match(between):
            found = listed_left(line, position, lexicon)
            if not (beside and between.startswith(",") and _is_object(line, found, lexicon)):
                return found
            continue
        if not noun and lexicon.new_subject.search(between):
            return _NOBODY
        if lexicon.clause.search(between):
            return _NOBODY if fallback is None else listed_left(line, fallback, lexicon)
        if object_:
            continue
        if fallback is None and mark == masks.OWNER:
            fallback = position
            continue
        found = listed_left(line, position, lexicon)
        if found[1][0] == position or not _is_object(line, found, lexicon):
            return found
    return _NOBODY if fallback is None else listed_left(line, fallback, lexicon)


def opener(line: Line, before: int, lexicon: EventLexicon) -> Found:
    """Whoever a sentence names first: "A met B and C on the last leg of a tour" is of A's tour."""
    for position in range(before):
        if line.text[position] in masks.PEOPLE:
            return listed_right(line, position, lexicon)
    return _NOBODY


def speaker(line: Line, after: int, lexicon: EventLexicon) -> Found:
    """Who said "I", named behind the closing quotation mark or before the words of a transcript."""
    found = lexicon.quoted.search(line.text, after)
    if found is not None:
        return listed_right(line, found.start("by"), lexicon)
    return (line.voice, ()) if lexicon.speaking.search(line.text, 0, after) else _NOBODY


def _acts(line: Line, position: int, before: int, lexicon: EventLexicon) -> bool:
    """Whether a country itself is the subject: "when Hong Kong returns to China"."""
    text = line.text
    if text[position + 1] == "," or not lexicon.adjacent.fullmatch(text, position + 1, before):
        return False
    return lexicon.place_subject.search(text, max(0, position - 20), position) is not None


def listed_left(line: Line, last: int, lexicon: EventLexicon) -> Found:
    """The people joined in one list that ends at a position."""
    positions, joined = [last], False
    while True:
        found = lexicon.coordinated_before.search(
            line.text, max(0, positions[0] - 80), positions[0]
        )
        joins = line.sentence.is_title or lexicon.joining.search(found.group()) if found else None
        if found is None or not (joined or joins):
            break
        joined = True
        positions.insert(0, found.start())
    return _people(line, positions)


def listed_right(line: Line, first: int, lexicon: EventLexicon) -> Found:
    """The people joined in one list that begins at a position; what follows its "and" is out.

    So is a last one that begins a clause: "met the premier, and the president said ...".
    """
    positions, whole = [first], 1
    while True:
        following = _next_in_list(line, positions[-1] + 1, lexicon)
        if following is None:
            break
        last = lexicon.joining.search(line.text, positions[-1], following)
        if last and not lexicon.takes_verb.match(line.text, following + 1):
            whole = len(positions) + 1
        positions.append(following)
    if whole == 1 and lexicon.others_follow.match(line.text, positions[-1] + 1):
        whole = len(positions)
    return _people(line, positions[:whole])


def _next_in_list(line: Line, position: int, lexicon: EventLexicon) -> int | None:
    for ahead in range(position, min(len(line.text), position + LIST_REACH)):
        if line.text[ahead] in masks.PEOPLE:
            joined = lexicon.coordinated.match(line.text[position - 1] + line.text[position:ahead])
            whole = joined is not None and joined.end() == ahead - position + 1
            return ahead if whole else None
    return None


def _people(line: Line, positions: list[int]) -> Found:
    people: dict[int, None] = {}
    for position in positions:
        people |= dict.fromkeys(line.people_at(position))
    return tuple(people), tuple(positions)


def _meant(line: Line, position: int, between: str, lexicon: EventLexicon) -> Found | None:
    """The subject of an infinitive: "for X to travel"; "gave X leave for him to" is about X."""
    found = lexicon.meant.search(line.text, 0, position)
    if found is None or not lexicon.meant_to.fullmatch(between):
        return None
    person = found.start("him") if found["him"] else position
    return line.people_at(person), (person,)


def _is_met(line: Line, position: int, between: str, lexicon: EventLexicon) -> bool:
    """Whether somebody is an object; not so X in "it said X made ...", "said X when meeting Y"."""
    text = line.text
    if not _is_behind_object(line, position, lexicon):
        return False
    acts = lexicon.has_verb.match(between) or lexicon.said_when.match(between)
    return not (acts and lexicon.saying.search(text, 0, position))


def _is_object(line: Line, found: Found, lexicon: EventLexicon) -> bool:
    """Whether a list is somebody's object: "met with A and B, had talks ..."."""
    return _is_behind_object(line, found[1][0], lexicon)


def _is_behind_object(line: Line, position: int, lexicon: EventLexicon) -> bool:
    """Whether words that take an object stand before somebody.

    Not so where "including" names some of a sentence's subject: "ten leaders, including X, came".
    """
    if lexicon.skipped_before.search(line.text, max(0, position - 60), position) is None:
        return False
    return lexicon.some_of.match(line.text[:position]) is None
