"""Family and given name of an official, by the customs of the country."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NameParts:
    name: str
    family: str
    given: str


_STYLES = re.compile(r"^(Sheikh|Prince|Dr\.|Archbishop|Sir|Dame|Lord|Baroness|General) (?=\w+ \w+)")
_REALMS = re.compile(r" (I )?of (the )?[A-Z][\w ]+$|, Prince of \w+$|, Baron(ess)? [\w ]+$")
_SUFFIX = re.compile(r",? (Jr\.?|Sr\.?|III|IV|II|3rd)$")
_REGNAL = re.compile(r"^(Pope )?\w+( \w+)? [IVX]+$|^Pope \w+$")
_PARTICLE_WORDS = (
    "al bin bint ben ibn ould van von der den de da do dos das du del della di la le ter ten zu af"
    " und abu bou el"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
FAMILY_FIRST = frozenset({"CN", "KR", "KP", "VN", "KH", "HK", "MO"})
#: Two family names, unless the word before the last is one of the usual second given names.
_SPANISH = "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE"
_TWO_FAMILIES = frozenset(_SPANISH.split())
_SECOND_GIVEN_NAMES = (
    "Manuel María Maria José Jose Carlos Luis Antonio Angel Ángel Javier Camilo Augusto Ernesto"
    " Alberto Enrique Orlando Celia Raúl Ricardo Cresencio Dario Ignacio Fernando Felipe Saul"
    " Roberto Mauricio Napoleon Pablo Leonardo Andres Andrés Rafael Eduardo"
)
_SECOND_GIVEN = frozenset(_SECOND_GIVEN_NAMES.split())
#: Singaporeans of Chinese descent write the family name first unless they have an English name.
_SG_NAMES = "Lee Goh Teo Ng Heng Chan Ong Lim Tan Wong Yeo Gan Mah Khaw Lui Low"
_SG_FAMILIES = frozenset(_SG_NAMES.split())
_OVERRIDES = Path(__file__).with_name("official_overrides.csv")


def name_parts(name: str, country: str, key: str = "") -> NameParts:
    """The name as displayed with its two parts; rulers and mononyms have no family name."""
    if key in _overrides():
        return _overrides()[key]
    plain = _REALMS.sub("", _STYLES.sub("", name)).strip()
    plain = re.sub(r'"[^"]*" |\([^)]*\) ', "", plain)
    if _REGNAL.match(plain) or " " not in plain:
        return NameParts(plain, "", plain)
    words = _SUFFIX.sub("", plain).split()
    if len(words) == 1:
        return NameParts(plain, "", plain)
    if country in FAMILY_FIRST or (country == "SG" and words[0] in _SG_FAMILIES and len(words) > 2):
        return NameParts(plain, words[0], " ".join(words[1:]))
    if country == "TW" and len(words) == 2 and "-" in words[1]:
        return NameParts(plain, words[0], words[1])
    start = len(words) - 1
    if country in _TWO_FAMILIES and start > 1:
        start -= words[start - 1] not in _SECOND_GIVEN and "." not in words[start - 1]
    while start > 1 and words[start - 1].lower().strip("'’") in _PARTICLES:
        start -= 1
    return NameParts(plain, " ".join(words[start:]), " ".join(words[:start]))


def alias_forms(parts: NameParts) -> set[str]:
    """Spellings that texts use beside the canonical one: without initials, Korean hyphens."""
    forms = set()
    without_initials = re.sub(r"(?<=\w{2}) [A-Z]\.(?= )", "", parts.name)
    forms.add(without_initials)
    forms.add(_SUFFIX.sub("", without_initials))
    if parts.family and "-" in parts.given and not parts.name.startswith(parts.given):
        # Korean and Taiwanese given names: "Jae-in", "Jaein", "Jae In"
        first, *rest = parts.given.split("-")
        forms.add(f"{parts.family} {first}{''.join(rest)}")
        forms.add(f"{parts.family} {first} {' '.join(word.capitalize() for word in rest)}")
    return forms - {parts.name}


@cache
def _overrides() -> dict[str, NameParts]:
    with _OVERRIDES.open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: NameParts(row["name"], row["family"], row["given"])
            for row in csv.DictReader(file)
        }
