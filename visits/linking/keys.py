"""Names as keys: which timelines a claim may belong to, and whether two names may be one person."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from visits.linking.records import MeetingClaim, Party, VisitClaim

_NAMES = tomllib.loads(
    (resources.files("visits.linking") / "names.toml").read_text(encoding="utf-8")
)


def _words_of(name: str) -> frozenset[str]:
    return frozenset(_NAMES[name].split())


_SUFFIXES, _TITLES, _PARTICLES = map(_words_of, ("suffixes", "titles", "particles"))
_NUMERALS, _PATRONYMICS = map(_words_of, ("numerals", "patronymics"))
_LETTERS = str.maketrans({pair[0]: pair[1:] for pair in _NAMES["letters"].split()})
_WITHOUT_PARTICLES = _words_of("without_particles")
_ROMANISATIONS: dict[str, str] = _NAMES["romanisations"]
_FAMILY_FIRST, _EITHER_ORDER = _words_of("family_first"), _words_of("either_order")
_TWO_FAMILY_NAMES = _words_of("two_family_names")
_COMPOUND = _words_of("two_character_families")
_NICKNAMES: dict[str, str] = _NAMES["nicknames"]
_HAN_HANGUL_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS = re.compile(r"[^\W_]+")
_MIDDLE_DOT = re.compile(r"[·•・‧.]")


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """The name's words without case, accents, punctuation, titles or "Jr.", in their order."""
    flat = unicodedata.normalize("NFKD", name)
    flat = "".join(c for c in flat if not unicodedata.combining(c)).casefold()
    flat = flat.translate(_LETTERS)
    flat = unicodedata.normalize("NFC", flat).replace("'", "").replace("’", "")
    words = _WORDS.findall(flat)
    kept = [w for w in words if w not in _SUFFIXES and w not in _TITLES]
    if len(kept) > 1 and kept[-1] in _NUMERALS:
        kept.pop()
    return " ".join(kept or words)


def _unspaced(name: str) -> bool:
    return bool(_HAN_HANGUL_KANA.search(name))


def _east_asian_families(name: str, country: str | None) -> tuple[str, ...]:
    """Family names of a name written without spaces; a transcribed foreign one is kept whole."""
    parts = [fold_name(part).replace(" ", "") for part in _MIDDLE_DOT.split(name)]
    parts = [part for part in parts if part]
    whole = parts[-1] if parts else name
    if len(parts) > 1 or country not in _FAMILY_FIRST | _EITHER_ORDER or len(whole) < 2:
        return (whole,)
    if whole[:2] in _COMPOUND and len(whole) > 2:
        return (whole[:2],)
    if country == "JP" and len(whole) > 2:
        return (whole[:2], whole[:1])
    return (whole[:1],)


@lru_cache(maxsize=65536)
def families(name: str, country: str | None) -> tuple[str, ...]:
    """Folded words that may be the family name, or what the person is called, likeliest first."""
    if _unspaced(name):
        return _east_asian_families(name, country)
    words = fold_name(name).split() or [""]
    found = [_even(word) for word in _called(words, country)]
    if country in _FAMILY_FIRST:
        found = [_ROMANISATIONS.get(word, word) for word in found]
    return tuple(dict.fromkeys(found))


def _called(words: list[str], country: str | None) -> list[str]:
    """The words by which a person of the country may be called, the likeliest first."""
    first = words[0]
    if country not in _WITHOUT_PARTICLES:
        while len(words) > 1 and words[0] in _PARTICLES:
            words = words[1:]
    fathers = [word for before, word in pairwise(words) if before in _PATRONYMICS]
    if fathers:  # "Mohammed bin Salman Al Saud" is "Prince Mohammed" as well
        return [words[-1], *fathers, words[0]]
    if country in _FAMILY_FIRST:
        return [words[0]]
    if country is None:
        return [words[-1], words[0], first]
    if country in _EITHER_ORDER:
        return [words[-1], words[0]]
    if country in _TWO_FAMILY_NAMES:
        named = [word for word in words if word not in _PARTICLES] or words
        # "Pedro Sánchez Pérez-Castejón"; "López Obrador" names nothing else.
        return named[:-4:-1] if len(named) < 3 else named[1:][:-4:-1]
    return [words[-1]]


def _even(word: str) -> str:
    """One spelling for the endings and doubled letters in which transcriptions differ."""
    word = re.sub(r"(?<=[^\W\d])(yi|iy|ii|yy|ij|ey|ei|ai|y)$", "i", word) if len(word) > 4 else word
    return re.sub(r"([a-zа-я])\1", r"\1", word)


def family_key(name: str, country: str | None) -> str:
    """The folded family name and the sending country: "nakasone|JP"."""
    return f"{families(name, country)[0]}|{country or ''}"


def party_keys(party: Party, country: str | None) -> tuple[str, ...]:
    """Every timeline of the person; a known official has one more, which bridges scripts."""
    country = party.country or country
    names = families(party.name, country)
    keys = [f"{name}|{country or ''}" for name in names]
    return (*keys, f"={party.official}") if party.official else tuple(keys)


def head(claim: VisitClaim) -> Party:
    """The head of delegation; a party without a name where the announcement tells of none."""
    return claim.visitors[0] if claim.visitors else Party("", claim.visitor_country)


def timeline_keys(claim: VisitClaim | MeetingClaim) -> tuple[str, ...]:
    """The keys of each timeline that the claim may belong to, sorted; never empty.

    A visit is its head of delegation's; a meeting is each participant's.
    """
    if isinstance(claim, VisitClaim):
        return tuple(sorted(set(party_keys(head(claim), claim.visitor_country))))
    found = {key for party in claim.participants for key in party_keys(party, claim.country)}
    return tuple(sorted(found)) or ("|",)


@lru_cache(maxsize=65536)
def _tokens(name: str, country: str | None) -> frozenset[str]:
    words = fold_name(name).split()
    if country not in _WITHOUT_PARTICLES:
        words = [word for word in words if word not in _PARTICLES] or words
    if country in _FAMILY_FIRST and words:
        words[0] = _ROMANISATIONS.get(words[0], words[0])
    return frozenset(_even(_NICKNAMES.get(word, word)) for word in words)


@lru_cache(maxsize=65536)
def names_compatible(one: str, other: str, country: str | None = None) -> bool:
    """Whether two printed names of people of one country may be one person's: one says no more
    than the other."""
    if _unspaced(one) or _unspaced(other):
        if _unspaced(one) != _unspaced(other):
            return False
        a, b = (_MIDDLE_DOT.sub("", n).replace(" ", "") for n in (one, other))
        return a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a)
    a_words, b_words = _tokens(one, country), _tokens(other, country)
    if a_words <= b_words or b_words <= a_words:
        return bool(a_words and b_words)
    if country in _WITHOUT_PARTICLES and _written_as_one(one, other, country):
        return True
    only_a, only_b = a_words - b_words, b_words - a_words
    if not a_words & b_words:
        return False
    fewer, more = sorted((only_a, only_b), key=len)
    return all(any(_given_alike(x, y) for y in more) for x in fewer)


def _written_as_one(one: str, other: str, country: str | None) -> bool:
    """Whether the two differ in spaces alone, whichever name comes first: "Kim Jong Un" does not
    from "Jongun Kim"."""
    a, b = (fold_name(name).split() for name in (one, other))
    turned = [[*b[1:], b[0]], [b[-1], *b[:-1]], b]
    return _joined(a, country) in {_joined(words, country) for words in turned}


def _joined(words: list[str], country: str | None) -> str:
    first = _ROMANISATIONS.get(words[0], words[0]) if country in _FAMILY_FIRST else words[0]
    return "".join([first, *words[1:]])


def _given_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if (len(short) == 1 or len(short) >= 3) and long.startswith(short):
        return True
    return one[0] == other[0] and len(short) >= 5 and _one_slip(short, long)


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter changed, added or left out makes the two one, as transcriptions do."""
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    rest = short[start + 1 :] if len(short) == len(long) else short[start:]
    return rest == long[start + 1 :]


def same_person(one: Party, other: Party) -> bool:
    """Whether two parties may be one person: by their records where both are known."""
    if one.official and other.official:
        return one.official == other.official
    return names_compatible(one.name, other.name, one.country or other.country)
