"""The enums of the field that every layer uses; their values are stored and served."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class VisitStatus(StrEnum):
    """Status of the visit, in the figures of the evaluation format.

    "Confirmed by both sides" is PLANNED with claims of both sides; "under way" is ONGOING.
    """

    INVITED = "invited"
    PLANNED = "planned"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class VisitKind(StrEnum):
    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    PRIVATE = "private"
    TRANSIT = "transit"
    MULTILATERAL = "multilateral"
    UNSPECIFIED = "unspecified"


class Certainty(StrEnum):
    """How firmly a text says that something takes place; a denial tells of no event at all."""

    STATED = "stated"
    REPORTED = "reported"
    QUESTION = "question"
    POSSIBLE = "possible"


class MeetingForm(StrEnum):
    IN_PERSON = "in_person"
    CALL = "call"
    VIDEO = "video"


class EditorialState(StrEnum):
    """What the desk has said of a record; says nothing of whether the visit took place."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    REJECTED = "rejected"


class Rank(IntEnum):
    """Order of precedence of an office; smaller is higher."""

    HEAD = 1
    DEPUTY_HEAD = 2
    MINISTER = 3
    DEPUTY_MINISTER = 4
    ENVOY = 5
    OTHER = 6


class Role(StrEnum):
    """What an office is for, whatever the country calls it."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    DEPUTY_HEAD = "deputy_head"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    MINISTER = "minister"
    DEPUTY_MINISTER = "deputy_minister"
    LEGISLATOR = "legislator"
    ENVOY = "envoy"
    ROYAL = "royal"
    BODY_HEAD = "body_head"
    OFFICIAL = "official"

    @property
    def rank(self) -> Rank:
        """The precedence that the role usually has."""
        return _RANKS[self]


_RANKS = {
    Role.HEAD_OF_STATE: Rank.HEAD,
    Role.HEAD_OF_GOVERNMENT: Rank.HEAD,
    Role.DEPUTY_HEAD: Rank.DEPUTY_HEAD,
    Role.FOREIGN_MINISTER: Rank.MINISTER,
    Role.DEFENCE_MINISTER: Rank.MINISTER,
    Role.MINISTER: Rank.MINISTER,
    Role.DEPUTY_MINISTER: Rank.DEPUTY_MINISTER,
    Role.LEGISLATOR: Rank.MINISTER,
    Role.ENVOY: Rank.ENVOY,
    Role.ROYAL: Rank.DEPUTY_HEAD,
    Role.BODY_HEAD: Rank.HEAD,
    Role.OFFICIAL: Rank.OTHER,
}


class SourceSide(StrEnum):
    """How a publisher stands to what it tells."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    WIRE = "wire"
    EDITOR = "editor"


class SourceFormat(StrEnum):
    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json_feed"
    ICALENDAR = "icalendar"
    HTML_LIST = "html_list"
    DIRECTORY = "directory"
    PUSH = "push"
    MANUAL = "manual"


class ClaimSubject(StrEnum):
    VISIT = "visit"
    MEETING = "meeting"


# What a webhook may be told of, as "noun.event".
WEBHOOK_EVENTS = tuple(
    f"{noun}.{event}"
    for noun in ("visit", "meeting")
    for event in ("created", "changed", "cancelled", "merged", "deleted")
)


class DecisionKind(StrEnum):
    SAME = "same"
    NOT_SAME = "not_same"
    VALUE = "value"
    REJECTED = "rejected"
    RESTORED = "restored"
    CONFIRMED = "confirmed"


class DeliveryState(StrEnum):
    """State of a due row; the database holds the truth, the broker only wakes workers."""

    DUE = "due"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DEAD = "dead"


class TokenScope(StrEnum):
    """What a token may be used for; a person's token may always read."""

    READ = "read"
    CLAIMS = "claims"
    DECIDE = "decide"
    PUSH = "push"
    WEBHOOKS = "webhooks"
    ADMIN = "admin"


class AccountRole(StrEnum):
    """What an account may do: read and keep its own things, decide, or run the site."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


class CountryKind(StrEnum):
    STATE = "state"
    WITHDRAWN = "withdrawn"
    BODY = "body"


# The regions of UN M49 as the packaged countries have them; "World" is of bodies such as the UN.
REGIONS = ("Africa", "Americas", "Antarctica", "Asia", "Europe", "Oceania", "World")


class DocumentKind(StrEnum):
    """What a visit may end with on paper."""

    STATEMENT = "statement"
    COMMUNIQUE = "communique"
    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    READOUT = "readout"
    OTHER = "other"


class CorrectionNoun(StrEnum):
    """What a reader may find a mistake on."""

    VISIT = "visit"
    MEETING = "meeting"
    ITINERARY = "itinerary"
    OFFICIAL = "official"


class CorrectionState(StrEnum):
    """What the desk made of a reader's correction."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LATER = "later"


class InboxKind(StrEnum):
    """What the program is unsure of, in the order in which the desk is asked."""

    CORRECTION = "correction"
    CONTRADICTION = "contradiction"
    DIARY = "diary"
    LINK = "link"
    DOUBT = "doubt"
    PERSON = "person"
    DECISION = "decision"
    SOURCE = "source"


class InboxState(StrEnum):
    """What the desk has done with an item; one that is only leased is open."""

    OPEN = "open"
    LATER = "later"
    DONE = "done"


class ChangeNoun(StrEnum):
    """What the sequence of changes tells of."""

    COUNTRY = "country"
    OFFICIAL = "official"
    VISIT = "visit"
    MEETING = "meeting"
    ITINERARY = "itinerary"
    GATHERING = "gathering"
    ANNOUNCEMENT = "announcement"
    SOURCE = "source"
    CLAIM = "claim"


class ChangeEvent(StrEnum):
    """What happened to a record; one that an editor rejected is deleted for readers."""

    CREATED = "created"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    MERGED = "merged"
    DELETED = "deleted"


class ImportKind(StrEnum):
    """What a table that is imported tells of."""

    TRIPS = "trips"
    OFFICIALS = "officials"


class ImportStage(StrEnum):
    """How far an import has come; CHECKING, STORING, LINKING and UNDOING are under way."""

    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    STORING = "storing"
    LINKING = "linking"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


IMPORT_UNDER_WAY = (
    ImportStage.CHECKING,
    ImportStage.STORING,
    ImportStage.LINKING,
    ImportStage.UNDOING,
)


class RowState(StrEnum):
    """What a row of an imported table is, as the dry run finds it."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
