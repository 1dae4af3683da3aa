"""The bundled sample announcements: real trips told in our own words, for the demo and the tests.

One TOML file a trip under ``announcements/``; ``sources.toml`` names the publishers.
Every fact comes from a row named under ``facts``, never from memory; the days of publication are
ours. What each announcement should be read as stands beside the tests, one file a trip as well.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class SampleSource:
    """A publisher of the sample feed."""

    id: str
    name: str
    kind: str
    """``ministry``, ``state_agency`` or ``independent_wire``."""
    side: str | None
    """The country whose statement an announcement is; None for an independent wire."""
    tier: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class SampleRevision:
    """A later text of an announcement under the same id."""

    updated: datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleAnnouncement:
    """One announcement as it was first published, with its later texts, oldest first."""

    id: str
    trip: str
    source: str
    published: datetime
    lang: str
    title: str
    text: str
    facts: tuple[str, ...]
    """Where the facts come from: ``us_travels:4281`` is the row ``travels:4281``, and so on."""
    revisions: tuple[SampleRevision, ...] = ()

    @property
    def url(self) -> str:
        """The path of the announcement's page below the site's root."""
        return f"/sample/announcements/{self.id}/"

    @property
    def updated(self) -> datetime:
        """When the latest text came out; the publication time where there is one text."""
        return self.revisions[-1].updated if self.revisions else self.published

    @property
    def texts(self) -> tuple[SampleRevision, ...]:
        """Every text, the first one included, oldest first."""
        return (SampleRevision(self.published, self.title, self.text), *self.revisions)


@cache
def sample_sources() -> tuple[SampleSource, ...]:
    """Every publisher, in the order of ``sources.toml``."""
    text = resources.files(__name__).joinpath("sources.toml").read_text(encoding="utf-8")
    return tuple(
        SampleSource(**{**row, "side": row["side"] or None})
        for row in tomllib.loads(text)["source"]
    )


@cache
def sample_announcements() -> tuple[SampleAnnouncement, ...]:
    """Every announcement, in the order of publication."""
    folder = resources.files(__name__).joinpath("announcements")
    files = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    found = [item for file in files for item in _read(file.read_text(encoding="utf-8"))]
    return tuple(sorted(found, key=lambda item: (item.published, item.id)))


def _read(toml: str) -> list[SampleAnnouncement]:
    data = tomllib.loads(toml)
    return [_announcement(data["trip"], row) for row in data["announcement"]]


def _announcement(trip: str, row: dict[str, Any]) -> SampleAnnouncement:
    revisions = tuple(
        SampleRevision(later["updated"], later["title"], later["text"].strip())
        for later in row.get("revision", [])
    )
    return SampleAnnouncement(
        id=row["id"],
        trip=trip,
        source=row["source"],
        published=row["published"],
        lang=row["lang"],
        title=row["title"],
        text=row["text"].strip(),
        facts=tuple(row["facts"]),
        revisions=revisions,
    )
