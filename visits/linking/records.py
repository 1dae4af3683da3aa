"""What goes into linking and what comes out of it. All values; the service maps them to rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from visits.extraction.dates import Window
from visits.terms import DecisionKind, MeetingForm, SourceSide, VisitKind, VisitStatus


@dataclass(frozen=True, slots=True)
class Party:
    """One person of a claim: name as printed, country acted for, key of a known record if bound."""

    name: str
    country: str | None = None
    official: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """By whom and when a claim was told. `side` is a country code; `group` names a set of copies.

    `signature` is the set of shingle hashes of the announcement, for finding near-duplicates.
    """

    announcement: str
    source: str
    standing: SourceSide
    side: str | None
    published: datetime
    recorded: datetime
    signature: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class VisitClaim:
    """What one announcement says of one visit. `key` is "announcement#n", stable over replays."""

    key: str
    told: Told
    visitors: tuple[Party, ...]
    visitor_country: str | None
    host: str
    city: str | None = None
    start: Window | None = None
    end: Window | None = None
    within: Window | None = None
    new_start: Window | None = None
    status: VisitStatus = VisitStatus.PLANNED
    kind: VisitKind = VisitKind.UNSPECIFIED
    purpose: str | None = None
    gathering: str | None = None
    accepted: bool = False
    confidence: float = 0.5
    stated: frozenset[str] = frozenset()
    anchors: tuple[tuple[str, str], ...] = ()

    @property
    def tells_status(self) -> bool:
        """Announcements do by what they say; an editor's entry only where the status was chosen."""
        is_entered = self.told.standing == SourceSide.EDITOR
        return not is_entered or not self.stated or "status" in self.stated


@dataclass(frozen=True, slots=True)
class MeetingClaim:
    """What one announcement says of one meeting."""

    key: str
    told: Told
    participants: tuple[Party, ...]
    form: MeetingForm = MeetingForm.IN_PERSON
    day: Window | None = None
    within: Window | None = None
    status: VisitStatus = VisitStatus.COMPLETED
    country: str | None = None
    city: str | None = None
    gathering: str | None = None
    confidence: float = 0.5
    anchors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a decision holds on to a claim: survives a new engine and a revised page.

    `announcement` is the root of its revisions, `quote` the sentence's words, `person` the folded
    family name of the head of delegation (for a meeting, of any participant). `host` tells the
    stops of one sentence apart; empty fits all of them.
    """

    announcement: str
    quote: str
    person: str
    host: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor said. SAME and NOT_SAME hold `left` and `right`; the others `left` alone.

    VALUE sets `field` to `value` (strings: EDTF for start, end; codes, enum values, names).
    """

    key: str
    kind: DecisionKind
    left: Anchor
    right: Anchor | None = None
    field: str = ""
    value: str | None = None
    made: datetime | None = None
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A consolidated field: what won, which claims say so, why, and which claims dissent."""

    value: str | None
    claims: tuple[str, ...]
    reason: str
    dissent: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class LinkReason:
    """Why a claim was put to the claims it stands with: evidence name, weight in bits."""

    claim: str
    to: str
    weight: float
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LinkedVisit:
    """One stay in one host country. `key` is its least claim's key.

    `confirmed_by` are the editors who said so since it was last rejected.
    """

    key: str
    itinerary: str
    claims: tuple[str, ...]
    visitors: tuple[Party, ...]
    visitor_country: str | None
    host: str
    cities: tuple[str, ...]
    start: Window | None
    end: Window | None
    within: Window | None
    status: VisitStatus
    kind: VisitKind
    confirmed_by_both: bool
    accepted: bool
    confidence: float
    values: tuple[tuple[str, Value], ...]
    reasons: tuple[LinkReason, ...]
    rejected: bool = False
    voices: int = 1
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedMeeting:
    """Officials in contact, and the visits (keys) during which they were."""

    key: str
    claims: tuple[str, ...]
    participants: tuple[Party, ...]
    form: MeetingForm
    day: Window | None
    status: VisitStatus
    country: str | None
    city: str | None
    visits: tuple[str, ...]
    confidence: float
    values: tuple[tuple[str, Value], ...] = ()
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class LinkedItinerary:
    """The tour of one head of delegation: visits in order. `flags` tells impossible diaries."""

    key: str
    head: Party
    country: str | None
    visits: tuple[str, ...]
    start: date | None
    end: date | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """All that a set of claims and decisions amounts to. `lost` are decisions without a claim."""

    visits: tuple[LinkedVisit, ...] = ()
    meetings: tuple[LinkedMeeting, ...] = ()
    itineraries: tuple[LinkedItinerary, ...] = ()
    lost: tuple[str, ...] = ()
