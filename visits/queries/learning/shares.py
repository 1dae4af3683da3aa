"""Shares of small numbers, each with the interval that it may as well be in."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Standard deviations of a 95 % interval.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many `right` of so `many`; None for a share of nothing."""

    right: int
    many: int

    @property
    def value(self) -> float | None:
        return self.right / self.many if self.many else None

    @property
    def percent(self) -> float | None:
        return 100 * self.right / self.many if self.many else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share, in 0..1; all of it where nothing is known."""
        if not self.many:
            return 0.0, 1.0
        p, n, squared = self.right / self.many, self.many, _Z**2
        middle = (p + squared / (2 * n)) / (1 + squared / n)
        half = _Z * math.sqrt(p * (1 - p) / n + squared / (4 * n**2)) / (1 + squared / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def percents(self) -> tuple[float, float]:
        """The interval in percent."""
        low, high = self.interval
        return 100 * low, 100 * high

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.many + other.many)
