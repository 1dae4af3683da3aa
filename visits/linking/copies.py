"""Near-duplicate announcements: signatures, and which announcements speak with one voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

from visits.linking.records import Told

SHINGLE = 4
KEEP = 128
ALIKE = 0.5
_BANDS = 12
_WORDS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def signature(text: str) -> frozenset[int]:
    """The least hashes of the text's overlapping runs of words; stable over processes.

    Texts written without spaces are cut into characters. A short text has few, an empty one none.
    """
    flat = text.casefold()
    words = _WORDS.findall(_UNSPACED.sub(lambda m: f" {m.group()} ", flat))
    if not words:
        return frozenset()
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    return frozenset(sorted(crc32(run.encode()) for run in runs)[:KEEP])


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated share of runs that two texts have in common, of all runs that either has."""
    if not one or not other:
        return 0.0
    least = set(sorted(one | other)[:KEEP])
    return len(one & other & least) / len(least)


def voices(tellings: Iterable[Told]) -> dict[str, str]:
    """Announcement → the least announcement among its near-duplicates (itself where it has none).

    Cost stays near linear: only announcements that share one of their least hashes are compared.
    """
    signatures: dict[str, frozenset[int]] = {}
    for told in tellings:
        signatures[told.announcement] = told.signature | signatures.get(
            told.announcement, frozenset()
        )
    parent = {name: name for name in signatures}
    bands: dict[int, list[str]] = defaultdict(list)
    for name in sorted(signatures):
        hashes = signatures[name]
        for band in sorted(hashes)[:_BANDS]:
            for other in bands[band][:4]:
                if _root(parent, other) != _root(parent, name) and (
                    alike(hashes, signatures[other]) >= ALIKE
                ):
                    low, high = sorted((_root(parent, other), _root(parent, name)))
                    parent[high] = low
            bands[band].append(name)
    return {name: _root(parent, name) for name in signatures}


def _root(parent: dict[str, str], name: str) -> str:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name
