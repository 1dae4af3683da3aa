"""The words that a language's people table holds, as sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from visits.extraction import lexicon
from visits.terms import Role

FALLBACK = "en"
#: "press secretary to the vice president" is no vice president.
_SERVED = re.compile(r"\bto (?:the|his|her)\b")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in lower case; `roles` in the order in which they are tried."""

    language: str
    country_follows: bool
    links: frozenset[str]
    given: frozenset[str]
    heads: frozenset[str]
    plurals: frozenset[str]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    preceding: frozenset[str]
    former: frozenset[str]
    to_heads: frozenset[str]
    courtesies: frozenset[str]
    weak: frozenset[str]
    speakers: frozenset[str]
    capital_only: frozenset[str]
    adjectives: frozenset[str]
    spouses: frozenset[str]
    regions: frozenset[str]
    particles: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: frozenset[str]
    stop: frozenset[str]
    surnames: frozenset[str]
    organisations: frozenset[str]
    with_article: frozenset[str]
    common: frozenset[str]
    verbs: frozenset[str]
    after: frozenset[str]
    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    singular: frozenset[str]
    plural: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    objects: frozenset[str]
    company: frozenset[str]
    praising: frozenset[str]
    reasons: frozenset[str]
    controlling: frozenset[str]
    locatives: frozenset[str]
    female_titles: frozenset[str]
    male_titles: frozenset[str]
    counterparts: frozenset[str]
    women: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    bodies: Mapping[str, str]
    offices: Mapping[str, str]
    without: Mapping[str, tuple[str, ...]]
    american: tuple[str, ...]
    congress: frozenset[str]
    groups: re.Pattern[str]
    parties: re.Pattern[str]
    led: re.Pattern[str]
    leads: re.Pattern[str]
    party: re.Pattern[str]
    ministry: re.Pattern[str]

    def role(self, title: str | None) -> Role | None:
        """What the office of this title is for; None without a title."""
        if not title:
            return None
        lowered = _SERVED.split(title.lower())[0] or title.lower()
        return next((role for role, pattern in self.roles if pattern.search(lowered)), None)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language; English where it has no table."""
    known = language in lexicon.languages("people")
    data = lexicon.table(f"people_{language if known else FALLBACK}")
    titles, names, coreference = data["titles"], data["names"], data["coreference"]
    return Vocabulary(
        language=language,
        country_follows=titles["order"] == "after",
        links=_set(titles["links"]),
        given=frozenset(names["given"].split()),
        heads=_heads(titles),
        plurals=_set(titles["plurals"]),
        honorifics=_set(titles["honorifics"]),
        modifiers=_set(titles["modifiers"]),
        preceding=_set(titles["preceding"]),
        former=_set(titles["former"]),
        to_heads=_set(titles["to_heads"]),
        courtesies=_set(titles["courtesies"]),
        weak=_set(titles["weak"]),
        speakers=_set(titles["speakers"]),
        capital_only=_set(titles["capital_only"]),
        adjectives=_set(titles["adjectives"]),
        spouses=_set(titles["spouses"]),
        regions=_set(titles["regions"]),
        particles=_set(names["particles"]),
        prefixes=tuple(names["prefixes"].split()),
        suffixes=_set(names["suffixes"]),
        stop=_set(names["stop"]),
        surnames=_set(names["surnames"]),
        organisations=_set(names["organisations"]),
        with_article=_set(names["with_article"]),
        common=lexicon.words(names["common"]) if names["common"] else frozenset(),
        verbs=_set(data["speech"]["verbs"]),
        after=_set(data["speech"]["after"]),
        roles=tuple((Role(row["role"]), re.compile(row["match"])) for row in data["roles"]),
        singular=_set(coreference["singular"]),
        plural=_set(coreference["plural"]),
        female=_set(coreference["female"]),
        male=_set(coreference["male"]),
        objects=_set(coreference.get("objects", "")),
        company=_set(coreference.get("company", "")),
        praising=_set(coreference.get("praising", "")),
        reasons=_set(coreference.get("reasons", "")),
        controlling=_set(coreference.get("controlling", "")),
        locatives=_set(coreference.get("locatives", "")),
        female_titles=_set(coreference["female_titles"]),
        male_titles=_set(coreference["male_titles"]),
        counterparts=_set(coreference["counterparts"]),
        women=_set(coreference["women"]),
        auxiliaries=_set(coreference["auxiliaries"]),
        prepositions=_set(coreference["prepositions"]),
        offices=data["offices"],
        without={country: tuple(parts) for country, parts in data["without"].items()},
        american=tuple(data["american"]["parts"]),
        congress=frozenset(data["american"]["whole"]),
        bodies=dict(body.split(":") for body in titles["bodies"].split()),
        groups=re.compile(coreference["groups"]),
        parties=re.compile(coreference.get("parties", "(?!)")),
        led=re.compile(coreference.get("led", "(?!)")),
        leads=re.compile(coreference.get("leads", "(?!)")),
        party=re.compile(coreference.get("party", "(?!)")),
        ministry=re.compile(coreference.get("ministry", "(?!)")),
    )


def _heads(titles: Mapping[str, str]) -> frozenset[str]:
    """The head nouns; those given as stems with every ending."""
    endings = [ending.strip("-") for ending in titles["endings"].split()]
    inflected = (stem + ending for stem in titles["stems"].split() for ending in endings)
    return _set(titles["heads"]) | _set(titles["plurals"]) | frozenset(inflected)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())
