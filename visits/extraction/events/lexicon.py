"""The table of one language: trigger words, frames, cues, compiled once at import."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from visits.extraction.events.masks import expand

TRIGGER_OPEN, TRIGGER_CLOSE = "«", "»"
_Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """How one kind of trigger takes its arguments.

    `left` ends where the trigger starts, `right` starts where it ends; their named groups are
    "who" and "with" (people), "to" (the first place of a list), "place" (where it happened) and
    "host". `subject` says where the visitor or the first participant stands if no group names it:
    "left", "none", "guest" (in "who", with a list to its right), "host" (the one on the left
    receives), "opener" (the first one named) or "joined" (the one on the left goes with "who").
    `base` is the status it implies. `noun` tells a noun's frame from a verb's; no trigger is looked
    for inside a `whole` one. `loose` frames name no place and only take one that is certain,
    `known` ones only that of a visit told elsewhere; dates never belong to those not `dated`.
    """

    name: str
    event: str
    trigger: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    subject: str
    base: str | None
    kind: str | None
    form: str | None
    edge: str | None
    loose: bool
    known: bool
    news: bool
    noun: bool
    whole: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern over the words around a trigger and what it says.

    It is looked for only where one of `words`, if there are any, stands: that is cheap to see.
    """

    value: str
    pattern: re.Pattern[str]
    only: str | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Everything that a language's table says."""

    language: str
    spaced: bool
    drops_subjects: bool
    triggers: re.Pattern[str]
    classes: tuple[str, ...]
    frames: Mapping[str, tuple[Frame, ...]]
    statuses: tuple[Cue, ...]
    kinds: tuple[Cue, ...]
    edges: tuple[Cue, ...]
    certainties: tuple[Cue, ...]
    forms: tuple[Cue, ...]
    speakers: tuple[re.Pattern[str], ...]
    reports: re.Pattern[str]
    skipped_before: re.Pattern[str]
    some_of: re.Pattern[str]
    relative: re.Pattern[str]
    adjacent: re.Pattern[str]
    clause: re.Pattern[str]
    coordinated: re.Pattern[str]
    coordinated_before: re.Pattern[str]
    separator: re.Pattern[str]
    beside: re.Pattern[str]
    including: re.Pattern[str]
    others_follow: re.Pattern[str]
    dated_stop: re.Pattern[str]
    guest: re.Pattern[str]
    intent: re.Pattern[str]
    next_meeting: re.Pattern[str]
    dating_break: re.Pattern[str]
    dating_head: re.Pattern[str]
    counted_from: re.Pattern[str]
    counted_by: re.Pattern[str]
    next_clause: re.Pattern[str]
    fronted: re.Pattern[str]
    on_arrival: re.Pattern[str]
    clock: re.Pattern[str]
    joined_clause: re.Pattern[str]
    same_day: re.Pattern[str]
    same_date: re.Pattern[str]
    adjective_days: re.Pattern[str]
    set_meeting: re.Pattern[str]
    carried_on: re.Pattern[str]
    part_of_day: re.Pattern[str]
    theirs: re.Pattern[str]
    side_by_side: re.Pattern[str]
    fixed_year: re.Pattern[str]
    fixed_day: re.Pattern[str]
    at_once: re.Pattern[str]
    said_at: re.Pattern[str]
    said_during: re.Pattern[str]
    opens_with: re.Pattern[str]
    away: re.Pattern[str]
    nth_day: re.Pattern[str]
    attributed: re.Pattern[str]
    determiner: re.Pattern[str]
    announcing: re.Pattern[str]
    spoken_on: re.Pattern[str]
    called_off: re.Pattern[str]
    leg: re.Pattern[str]
    first_since: re.Pattern[str]
    as_doing: re.Pattern[str]
    next_head: re.Pattern[str]
    next_subject: re.Pattern[str]
    respectively: re.Pattern[str]
    aside: re.Pattern[str]
    takes_verb: re.Pattern[str]
    dating_adjunct: re.Pattern[str]
    bare_place: re.Pattern[str]
    occasion: re.Pattern[str]
    of_a_noun: re.Pattern[str]
    supposing: re.Pattern[str]
    bare_pronoun: re.Pattern[str]
    whole_range: re.Pattern[str]
    came_from: re.Pattern[str]
    first_person: re.Pattern[str]
    byline: re.Pattern[str]
    quoted: re.Pattern[str]
    spoken: re.Pattern[str]
    place_subject: re.Pattern[str]
    new_subject: re.Pattern[str]
    onward: re.Pattern[str]
    aim: re.Pattern[str]
    sequel: re.Pattern[str]
    closing: re.Pattern[str]
    under_way: re.Pattern[str]
    schedule: re.Pattern[str]
    just_before: re.Pattern[str]
    just_now: re.Pattern[str]
    reported_after: re.Pattern[str]
    reports_after: re.Pattern[str]
    meant: re.Pattern[str]
    meant_to: re.Pattern[str]
    bare_delegation: re.Pattern[str]
    led_delegation: re.Pattern[str]
    saying: re.Pattern[str]
    said_when: re.Pattern[str]
    label: re.Pattern[str]
    briefing: re.Pattern[str]
    speaking: re.Pattern[str]
    has_verb: re.Pattern[str]
    accepted: re.Pattern[str]
    accepts: re.Pattern[str]
    declines: re.Pattern[str]
    several: re.Pattern[str]
    each_met: re.Pattern[str]
    purpose: re.Pattern[str]
    joining: re.Pattern[str]
    left_place: re.Pattern[str]
    venue: re.Pattern[str]
    speech: re.Pattern[str]
    virtual: re.Pattern[str]
    statement: re.Pattern[str]
    hosting: re.Pattern[str]
    dated_by: re.Pattern[str]
    one_by_one: re.Pattern[str]
    denial: re.Pattern[str]
    shift: re.Pattern[str]
    shifting: re.Pattern[str]
    new_day: re.Pattern[str]
    old_day: re.Pattern[str]
    old_day_after: re.Pattern[str]
    calling_off: re.Pattern[str]
    compared: re.Pattern[str]
    departing: re.Pattern[str]


#: Up to three letters that a word of a table surely begins with.
_HEAD = re.compile(r"[^\W\d_]{1,3}(?![?*{])")
#: The patterns that a table gives under [arguments]; one that it leaves out fits nothing.
NEVER = "(?!)"
_DERIVED = {"triggers", "coordinated_before"}
ARGUMENTS = tuple(
    field.name
    for field in fields(EventLexicon)
    if field.type == "re.Pattern[str]" and field.name not in _DERIVED
)


@cache
def event_lexicon(language: str) -> EventLexicon | None:
    """The table of a language, None where the package has none."""
    file = resources.files("visits.extraction.lexicon").joinpath(f"events_{language}.toml")
    if not file.is_file():
        return None
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return _compiled(language, table)


def _compiled(language: str, table: _Table) -> EventLexicon:
    macros: dict[str, str] = dict(table.get("macros", {}))
    spaced = bool(table.get("spaced", True))
    words: dict[str, list[str]] = table["triggers"]
    edge = r"\b" if spaced else ""
    branches = "|".join(
        f"(?P<{name}>{'|'.join(sorted(forms, key=len, reverse=True))})"
        for name, forms in words.items()
    )
    frames: dict[str, list[Frame]] = {name: [] for name in words}
    for row in table["frames"]:
        for name in row["trigger"] if isinstance(row["trigger"], list) else [row["trigger"]]:
            frames[name].append(_frame(row, name, macros))
    rows = table["arguments"]
    arguments = {key: _argument(key, rows.get(key, NEVER), macros) for key in ARGUMENTS}
    return EventLexicon(
        language=language,
        spaced=spaced,
        drops_subjects=bool(table.get("drops_subjects", False)),
        triggers=re.compile(f"{edge}{_look(words)}(?:{expand(branches, macros)}){edge}"),
        classes=tuple(words),
        frames={name: tuple(rows) for name, rows in frames.items()},
        statuses=_cues(table["status"], macros),
        kinds=_cues(table["kind"], macros),
        edges=_cues(table["edge"], macros),
        certainties=_cues(table.get("certainty", []), macros),
        speakers=tuple(re.compile(expand(row["pattern"], macros)) for row in table["speaker"]),
        forms=_cues(table["form"], macros),
        coordinated_before=re.compile(f"(?:{expand(rows['coordinated'], macros)})$"),
        **arguments,
    )


def _look(words: dict[str, list[str]]) -> str:
    """A look ahead at how any of the words begins, which spares most of a text the long list.

    Nothing where a word's first letters can't be told from its pattern.
    """
    ends: dict[str, set[str]] = {}
    for form in (form for forms in words.values() for form in forms):
        head = _HEAD.match(form)
        if head is None or "|" in form:
            return ""
        ends.setdefault(head[0][0], set()).add(head[0][1:])
    parts = (f"{first}(?:{'|'.join(sorted(rest))})" for first, rest in sorted(ends.items()))
    return f"(?={'|'.join(parts)})"


def _argument(key: str, pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """One pattern of the table's last part; `dating_head` ends where a date begins."""
    return re.compile(expand(pattern, macros) + ("$" if key == "dating_head" else ""))


def _frame(row: _Table, trigger: str, macros: dict[str, str]) -> Frame:
    left, right = row.get("left"), row.get("right")
    return Frame(
        name=row["name"],
        event=row["event"],
        trigger=trigger,
        left=re.compile(f"(?:{expand(left, macros)})$") if left else None,
        right=re.compile(expand(right, macros)) if right else None,
        subject=row.get("subject", "left"),
        base=row.get("base"),
        kind=row.get("kind"),
        form=row.get("form"),
        edge=row.get("edge"),
        noun=row.get("noun", False),
        whole=row.get("whole", False),
        news=row.get("news", False),
        known=row.get("known", False),
        loose=row.get("loose", False),
        dated=row.get("dated", True),
    )


def _cues(rows: list[_Table], macros: dict[str, str]) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            row["value"],
            re.compile(expand(row["pattern"], macros)),
            row.get("only"),
            tuple(row.get("words", ())),
        )
        for row in rows
    )
