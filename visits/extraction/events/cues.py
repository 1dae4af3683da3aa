"""Status, kind, edge and form, read from the words around a trigger."""

from __future__ import annotations

import re
from dataclasses import replace

from visits.extraction.events.lexicon import TRIGGER_CLOSE, TRIGGER_OPEN, Cue, EventLexicon
from visits.extraction.events.tellings import Telling

BEFORE, BEHIND, OWNED = 90, 120, 60
_BREAK = re.compile(
    r"[;:]|,? but\b|, (?:while|which)\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bdue to\b"
    r"|\b(?:because of|owing to|coincid\w+ with|clash\w* with|conflict\w* with)\b"
)


def judged(telling: Telling, lexicon: EventLexicon) -> Telling:
    """The telling with its status, kind and edge.

    The status stays "ahead", "now" or "unknown" where only dates can tell.
    """
    context = around(telling, lexicon)
    status = telling.frame.base if telling.frame.base not in _NO_STATUS else None
    firm = status is not None
    cue = _first(lexicon.statuses, context, telling)
    if cue is not None and (status is None or cue in _OVERRULING):
        status, firm = cue, True
    kind = telling.frame.kind or _first(lexicon.kinds, context, telling)
    edge = telling.frame.edge or _first(lexicon.edges, context, telling)
    return replace(telling, status=status or "unknown", firm=firm, kind=kind, edge=edge)


#: What a frame's `base` says of other things.
_NO_STATUS = {None, "group", "weak", "present"}
_OVERRULING = {"cancelled", "postponed", "negated", "doubtful", "declined"}


def form_of(telling: Telling, lexicon: EventLexicon) -> str:
    """How the people of a meeting were in contact."""
    cue = _first(lexicon.forms, around(telling, lexicon), telling)
    return cue or telling.frame.form or "in_person"


def around(telling: Telling, lexicon: EventLexicon) -> str:
    """The words around the trigger, itself between the two marks that cues are written with.

    They begin with the subject, or with the "if" before it.
    """
    text = telling.line.text
    first = max(0, telling.start - BEFORE)
    on_left = [position for position in telling.positions if position < telling.start]
    if on_left:
        owned = text[on_left[-1]] == "\ue001"
        first = max(first, on_left[0] - OWNED if owned else on_left[0] - 1)
        if found := lexicon.supposing.search(text, max(0, on_left[0] - 20), on_left[0]):
            first = min(first, found.start())
    left = text[first : telling.start]
    broken = [found.end() for found in _BREAK.finditer(left)]
    left = left[broken[-1] :] if broken else left
    right = text[telling.end : telling.end + BEHIND]
    return f"{left}{TRIGGER_OPEN}{text[telling.start : telling.end]}{TRIGGER_CLOSE}{right}"


def _first(cues: tuple[Cue, ...], context: str, telling: Telling) -> str | None:
    found = first_cue(cues, context, telling)
    return found[0] if found is not None else None


def first_cue(
    cues: tuple[Cue, ...], context: str, telling: Telling
) -> tuple[str, re.Match[str]] | None:
    """What the first cue that fits says, and where it stands in the context."""
    sorts = {
        "noun" if telling.frame.noun else "verb",
        "title" if telling.line.sentence.is_title else "body",
        "meeting" if telling.frame.event == "meeting" else "visit",
    }
    for cue in cues:
        if cue.only is not None and cue.only not in sorts:
            continue
        if cue.words and not any(word in context for word in cue.words):
            continue
        if found := cue.pattern.search(context):
            return cue.value, found
    return None
