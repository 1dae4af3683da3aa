"""What a visit is for, who invited the visitor and who receives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from visits.extraction.events.details import (
    DetailTable,
    Region,
    clause_of,
    detail_table,
    stop_of,
    words,
)
from visits.extraction.events.gatherings import visit_gathering
from visits.extraction.events.lines import Line
from visits.extraction.events.setting import Setting
from visits.extraction.events.units import Unit
from visits.extraction.mentions import Mentions
from visits.extraction.records import Evidence, Person

#: Characters of a purpose that is kept, of its parts and of what says nothing; words of a topic.
LONGEST, SHORT, FEW, TOPIC = 200, 60, 5, 8
_TAIL = " ,;:-–—(“\"'"


@dataclass(frozen=True, slots=True)
class Details:
    """The fields of a visit that its trigger does not take as arguments."""

    purpose: str | None = None
    topics: tuple[str, ...] = ()
    hosts: tuple[Person, ...] = ()
    inviter: Person | None = None
    gathering: str | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)


def visit_details(group: Sequence[Unit], visitors: Sequence[Person], setting: Setting) -> Details:
    """What the tellings of one visit say of its purpose, its inviter, its hosts and its occasion.

    The best telling that says anything of a field decides it.
    """
    table, mentions = detail_table(setting.lexicon.language), setting.mentions
    ranked = sorted(group, key=lambda u: (u.inferred, u.telling.line.sentence.is_title, u.order))
    gathering, words_of_it = visit_gathering(ranked, setting)
    evidence = dict(words_of_it)
    told = (_purpose(unit, table, mentions) for unit in ranked)
    purpose = next((words for words in told if words is not None), None)
    if purpose is not None:
        evidence["purpose"] = purpose
    inviters = _people(ranked, table.inviters, visitors, setting)
    hosts = _people(ranked, table.hosts, visitors, setting)
    named = {"inviter": inviters, "hosts": hosts}
    evidence |= {name: found[0][1] for name, found in named.items() if found}
    return Details(
        purpose=purpose.span.quote if purpose is not None else None,
        topics=_topics(purpose.span.quote, table) if purpose is not None else (),
        hosts=tuple(dict.fromkeys(person for person, _ in hosts)),
        inviter=inviters[0][0] if inviters else None,
        gathering=gathering,
        evidence=evidence,
    )


def _purpose(unit: Unit, table: DetailTable, mentions: Mentions) -> Evidence | None:
    """The words behind "to discuss", "aimed at": of the stop alone, else of the clause's end."""
    clause = clause_of(unit, table, mentions)
    telling = unit.telling
    after = telling.line.span(telling.start, max(telling.end, telling.start + 1))[1]
    last = max((stop.position for stop in telling.stops), default=-1)
    behind = telling.line.offset(last) if last >= 0 else after
    own = stop_of(unit, clause)
    regions: list[Region] = [(max(own[0], after), own[1]), (max(behind, after), clause[1])]
    for start, end in dict.fromkeys(regions):
        hits = [found for p in table.purposes if (found := p.search(mentions.text, start, end))]
        if hits:
            first = min(hits, key=lambda found: found.start())
            return _trimmed(mentions, *first.span("purpose"))
    return None


def _trimmed(mentions: Mentions, start: int, end: int) -> Evidence | None:
    """The phrase, cut behind a part or a word where it is too long; None for a mere "talks"."""
    text = mentions.text
    if end - start > LONGEST:
        part = text.rfind(", ", start + SHORT, start + LONGEST)
        blank = text.rfind(" ", start, start + LONGEST) if part < 0 else part
        end = blank if blank > start else start + LONGEST
    while end > start and text[end - 1] in _TAIL:
        end -= 1
    return words(mentions, start, end) if end - start > FEW else None


def _topics(purpose: str, table: DetailTable) -> tuple[str, ...]:
    """The subjects of talks, where the purpose is to talk about something."""
    found = table.discussed.match(purpose)
    if found is None:
        return ()
    parts = (part.strip() for part in table.listing.split(purpose[found.end() :]))
    return tuple(part for part in parts if part and len(part.split()) <= TOPIC)


def _people(
    group: Iterable[Unit],
    patterns: Sequence[re.Pattern[str]],
    visitors: Sequence[Person],
    setting: Setting,
) -> list[tuple[Person, Evidence]]:
    """Who the first sentence that names any names: of the host country, where there are several."""
    for unit in group:
        destination = unit.stop.country if unit.stop is not None else None
        for pattern in patterns:
            found = pattern.search(unit.telling.line.text)
            if found is None:
                continue
            named = _named(unit.telling.line, found.span("who"), setting.mentions)
            known = [n for n in named if n[0] not in visitors]
            near = [n for n in known if n[0].country in (destination, None)]
            if near:
                return near
    return []


def _named(line: Line, region: Region, mentions: Mentions) -> list[tuple[Person, Evidence]]:
    named = []
    for position in range(*region):
        for person in line.people_at(position):
            evidence = words(mentions, *line.span(position, position + 1))
            named.append((mentions.people[person], evidence))
    return named
