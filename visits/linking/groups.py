"""Disjoint sets whose names do not depend on the order in which they were joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Union-find over keys; the root of a set is its least key."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._parent = {key: key for key in keys}

    def root(self, key: str) -> str:
        parent = self._parent
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, one: str, other: str) -> bool:
        """Whether they stood apart until now."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low
        return low != high

    def sets(self) -> dict[str, list[str]]:
        """Root → members, both sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            found[self.root(key)].append(key)
        return dict(found)
