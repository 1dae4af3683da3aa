"""One private-use character for each mention, so that a pattern can be written over a sentence."""

from __future__ import annotations

import re

from visits.extraction.mentions import PersonForm, PlaceForm

PERSON = "\ue000"
OWNER = "\ue001"
PRONOUN = "\ue002"
GROUP = "\ue003"
COUNTERPART = "\ue004"
PLACE = "\ue010"
HERE = "\ue011"
DEMONYM = "\ue012"
METONYM = "\ue013"
DATE = "\ue020"
DURATION = "\ue021"

TITLE = "\ue005"
PEOPLE = PERSON + TITLE + PRONOUN + GROUP + COUNTERPART
ANYBODY = PEOPLE + OWNER
PLACES = PLACE + HERE + DEMONYM + METONYM
#: The code points of all of them.
ALL = tuple(map(ord, ANYBODY + PLACES + DATE + DURATION))
ANY = re.compile("[\ue000-\ue0ff]")

PERSON_MASK = {
    PersonForm.NAME: PERSON,
    PersonForm.TITLE: TITLE,
    PersonForm.PRONOUN: PRONOUN,
    PersonForm.COUNTERPART: COUNTERPART,
    PersonForm.GROUP: GROUP,
}
PLACE_MASK = {
    PlaceForm.COUNTRY: PLACE,
    PlaceForm.CITY: PLACE,
    PlaceForm.DEMONYM: DEMONYM,
    PlaceForm.METONYM: METONYM,
    PlaceForm.HERE: HERE,
}

_SLOTS = {
    "P": f"[{PEOPLE}]",
    "NAME": f"[{PERSON}]",
    "NAMED": f"[{PERSON}{TITLE}]",
    "HE": f"[{PRONOUN}]",
    "PAIR": f"[{GROUP}]",
    "OTHER": f"[{COUNTERPART}]",
    "OWNER": f"[{OWNER}]",
    "ANY": f"[{ANYBODY}]",
    "NOBODY": f"[^{ANYBODY}.;:]",
    "L": f"[{PLACE}]",
    "SITE": f"[{PLACE}{METONYM}]",
    "HERE": f"[{HERE}]",
    "ADJ": f"[{DEMONYM}{PLACE}]",
    "D": f"[{DATE}]",
    "U": f"[{DURATION}]",
    "MARKS": f"{ANYBODY}{PLACES}{DATE}{DURATION}",
    "WORD": f'[^\\s,.;:()“”"{ANYBODY}]+',
}
_SLOT = re.compile(r"<([A-Z_]+)>")


def expand(pattern: str, macros: dict[str, str]) -> str:
    """The pattern with its slots (`<P>`, `<L>`, ...) and a table's own macros written out."""

    def replace(found: re.Match[str]) -> str:
        name = found.group(1)
        return _SLOTS[name] if name in _SLOTS else expand(macros[name], macros)

    return _SLOT.sub(replace, pattern)
