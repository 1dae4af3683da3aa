"""What comes out of reading: events with the words that each field was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from visits.extraction.dates import Window
from visits.terms import Certainty, MeetingForm, Role, VisitKind, VisitStatus


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character span into `Document.reading`; `quote` is exactly what stands there."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind one field; `stated` is False where the value was inferred from them."""

    span: Span
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in an announcement, as printed, without titles.

    `official` is the key of a known record where the gazetteer knows exactly one; `country` an
    alpha-2 code (the one the person acts for), read from the title, the text or the gazetteer.
    `name` is the fullest form printed in the announcement.
    """

    name: str
    country: str | None = None
    title: str | None = None
    role: Role | None = None
    official: str | None = None


@dataclass(frozen=True, slots=True)
class VisitEvent:
    """One delegation's stay in one host country, as one announcement tells it.

    `start` and `end` are windows of days (None where the text gives none); `within` is the window
    of the tour for a stop without dates of its own. `new_start` is the new date of a postponed
    visit, `replaced` the old first day of one that is to begin on another. `evidence` maps field
    names ("visitors", "destination", "start", "end", "status", "kind", "purpose", "host",
    "inviter", "trigger", ...) to the words they were read from; "sentence" spans the whole
    sentence. `side` is the country whose statement this is. `reasons`
    are the features that the confidence was made of, each with what it added. `certainty` is that
    of the firmest of its sentences. `accepted` and `declined` say what became of an invitation: a
    declined one is a cancelled visit that nobody but the inviter planned. `candidates` are
    those of whom a mere surname means one.
    """

    visitors: tuple[Person, ...]
    visitor_country: str | None
    destination_country: str
    destination_city: str | None = None
    start: Window | None = None
    end: Window | None = None
    within: Window | None = None
    new_start: Window | None = None
    replaced: Window | None = None
    status: VisitStatus = VisitStatus.PLANNED
    kind: VisitKind = VisitKind.UNSPECIFIED
    purpose: str | None = None
    topics: tuple[str, ...] = ()
    hosts: tuple[Person, ...] = ()
    inviter: Person | None = None
    gathering: str | None = None
    accepted: bool = False
    declined: bool = False
    certainty: Certainty = Certainty.STATED
    side: str | None = None
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    candidates: tuple[Person, ...] = ()
    rule: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """Officials in contact, as one announcement tells it."""

    participants: tuple[Person, ...]
    countries: tuple[str, ...]
    form: MeetingForm = MeetingForm.IN_PERSON
    date: Window | None = None
    within: Window | None = None
    status: VisitStatus = VisitStatus.COMPLETED
    certainty: Certainty = Certainty.STATED
    place_country: str | None = None
    place_city: str | None = None
    gathering: str | None = None
    side: str | None = None
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    candidates: tuple[Person, ...] = ()
    rule: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one announcement says; `notes` gives the stated reasons where little was read."""

    document: str
    language: str
    visits: tuple[VisitEvent, ...] = ()
    meetings: tuple[MeetingEvent, ...] = ()
    notes: tuple[str, ...] = ()
