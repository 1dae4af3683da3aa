"""The enums of `visits.terms` as Django choices, with the words that people read."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from visits.terms import (
    AccountRole,
    Certainty,
    ClaimSubject,
    CorrectionNoun,
    CorrectionState,
    CountryKind,
    DecisionKind,
    DeliveryState,
    DocumentKind,
    EditorialState,
    ImportKind,
    ImportStage,
    InboxKind,
    InboxState,
    MeetingForm,
    Rank,
    Role,
    RowState,
    SourceFormat,
    SourceSide,
    TokenScope,
    VisitKind,
    VisitStatus,
)


class WatchKind(StrEnum):
    """What a person follows."""

    OFFICIAL = "official"
    COUNTRY = "country"
    PAIR = "pair"
    ITINERARY = "itinerary"
    FILTER = "filter"


class Rhythm(StrEnum):
    """How often a person is written to about what they follow."""

    NEVER = "never"
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


class LetterState(StrEnum):
    """State of a letter; UNSURE is one whose worker was lost while it was being sent."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    DROPPED = "dropped"


VISIT_STATUSES = [
    (VisitStatus.INVITED, _("invited")),
    (VisitStatus.PLANNED, _("planned")),
    (VisitStatus.ONGOING, _("under way")),
    (VisitStatus.COMPLETED, _("completed")),
    (VisitStatus.POSTPONED, _("postponed")),
    (VisitStatus.CANCELLED, _("cancelled")),
]
CERTAINTIES = [
    (Certainty.REPORTED, _("reported by others, not confirmed")),
    (Certainty.QUESTION, _("told in a question")),
    (Certainty.POSSIBLE, _("only said to be possible")),
]
VISIT_KINDS = [
    (VisitKind.STATE, _("state visit")),
    (VisitKind.OFFICIAL, _("official visit")),
    (VisitKind.WORKING, _("working visit")),
    (VisitKind.PRIVATE, _("private visit")),
    (VisitKind.TRANSIT, _("transit")),
    (VisitKind.MULTILATERAL, _("multilateral occasion")),
    (VisitKind.UNSPECIFIED, _("visit")),
]
MEETING_FORMS = [
    (MeetingForm.IN_PERSON, _("in person")),
    (MeetingForm.CALL, _("by phone")),
    (MeetingForm.VIDEO, _("by video")),
]
EDITORIAL_STATES = [
    (EditorialState.PROPOSED, _("proposed")),
    (EditorialState.PUBLISHED, _("published")),
    (EditorialState.REJECTED, _("rejected")),
]
ACCOUNT_ROLES = [
    (AccountRole.READER, _("reader")),
    (AccountRole.EDITOR, _("editor")),
    (AccountRole.ADMIN, _("administrator")),
]
ROLES = [
    (Role.HEAD_OF_STATE, _("head of state")),
    (Role.HEAD_OF_GOVERNMENT, _("head of government")),
    (Role.DEPUTY_HEAD, _("deputy head")),
    (Role.FOREIGN_MINISTER, _("foreign minister")),
    (Role.DEFENCE_MINISTER, _("defence minister")),
    (Role.MINISTER, _("minister")),
    (Role.DEPUTY_MINISTER, _("deputy minister")),
    (Role.LEGISLATOR, _("head of a parliament")),
    (Role.ENVOY, _("envoy")),
    (Role.ROYAL, _("member of a royal house")),
    (Role.BODY_HEAD, _("head of an international body")),
    (Role.OFFICIAL, _("official")),
]
RANKS = [
    (Rank.HEAD, _("head of state or government")),
    (Rank.DEPUTY_HEAD, _("deputy head")),
    (Rank.MINISTER, _("minister")),
    (Rank.DEPUTY_MINISTER, _("deputy minister")),
    (Rank.ENVOY, _("envoy")),
    (Rank.OTHER, _("other")),
]
SOURCE_SIDES = [
    (SourceSide.MINISTRY, _("ministry")),
    (SourceSide.AGENCY, _("state agency")),
    (SourceSide.WIRE, _("independent wire")),
    (SourceSide.EDITOR, _("editor")),
]
SOURCE_FORMATS = [
    (SourceFormat.RSS, "RSS"),
    (SourceFormat.ATOM, "Atom"),
    (SourceFormat.JSON_FEED, "JSON Feed"),
    (SourceFormat.ICALENDAR, "iCalendar"),
    (SourceFormat.HTML_LIST, _("HTML list page")),
    (SourceFormat.DIRECTORY, _("directory of files")),
    (SourceFormat.PUSH, _("push")),
    (SourceFormat.MANUAL, _("entered by hand")),
]
CLAIM_SUBJECTS = [
    (ClaimSubject.VISIT, _("visit")),
    (ClaimSubject.MEETING, _("meeting")),
]
DECISION_KINDS = [
    (DecisionKind.SAME, _("same")),
    (DecisionKind.NOT_SAME, _("not the same")),
    (DecisionKind.VALUE, _("this value")),
    (DecisionKind.REJECTED, _("rejected")),
    (DecisionKind.RESTORED, _("restored")),
    (DecisionKind.CONFIRMED, _("confirmed")),
]
INBOX_KINDS = [
    (InboxKind.CORRECTION, _("readers’ corrections")),
    (InboxKind.CONTRADICTION, _("claims that disagree")),
    (InboxKind.DIARY, _("impossible diaries")),
    (InboxKind.LINK, _("perhaps one visit")),
    (InboxKind.DOUBT, _("unsure visits")),
    (InboxKind.PERSON, _("unknown people")),
    (InboxKind.DECISION, _("decisions without their words")),
    (InboxKind.SOURCE, _("sources gone quiet")),
]
INBOX_STATES = [
    (InboxState.OPEN, _("open")),
    (InboxState.LATER, _("later")),
    (InboxState.DONE, _("done")),
]
DELIVERY_STATES = [
    (DeliveryState.DUE, _("due")),
    (DeliveryState.RUNNING, _("running")),
    (DeliveryState.DONE, _("done")),
    (DeliveryState.FAILED, _("failed")),
    (DeliveryState.DEAD, _("given up")),
]
COUNTRY_KINDS = [
    (CountryKind.STATE, _("state")),
    (CountryKind.WITHDRAWN, _("withdrawn state")),
    (CountryKind.BODY, _("body")),
]
CALENDAR_VIEWS = {
    "month": _("Month"),
    "week": _("Week"),
    "agenda": _("Agenda"),
    "year": _("Year"),
    "lanes": _("Lanes"),
}
REGION_NAMES = {
    "Africa": _("Africa"),
    "Americas": _("Americas"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Europe": _("Europe"),
    "Oceania": _("Oceania"),
    "World": _("World"),
}
DOCUMENT_KINDS = [
    (DocumentKind.STATEMENT, _("joint statement")),
    (DocumentKind.COMMUNIQUE, _("communiqué")),
    (DocumentKind.AGREEMENT, _("agreement or treaty")),
    (DocumentKind.MEMORANDUM, _("memorandum of understanding")),
    (DocumentKind.READOUT, _("readout")),
    (DocumentKind.OTHER, _("other document")),
]
CORRECTION_NOUNS = [
    (CorrectionNoun.VISIT, _("visit")),
    (CorrectionNoun.MEETING, _("meeting")),
    (CorrectionNoun.ITINERARY, _("itinerary")),
    (CorrectionNoun.OFFICIAL, _("official")),
]
CORRECTION_STATES = [
    (CorrectionState.OPEN, _("open")),
    (CorrectionState.ACCEPTED, _("accepted")),
    (CorrectionState.REJECTED, _("rejected")),
    (CorrectionState.LATER, _("put off")),
]
TOKEN_SCOPES = [
    (TokenScope.READ, _("read")),
    (TokenScope.CLAIMS, _("enter trips")),
    (TokenScope.DECIDE, _("make decisions")),
    (TokenScope.PUSH, _("send announcements of a source")),
    (TokenScope.WEBHOOKS, _("keep webhooks")),
    (TokenScope.ADMIN, _("keep sources")),
]
IMPORT_KINDS = [
    (ImportKind.TRIPS, _("trips")),
    (ImportKind.OFFICIALS, _("officials")),
]
IMPORT_STAGES = [
    (ImportStage.MAPPING, _("columns to be named")),
    (ImportStage.CHECKING, _("rows are being looked at")),
    (ImportStage.CHECKED, _("looked at: nothing stored yet")),
    (ImportStage.STORING, _("rows are being stored")),
    (ImportStage.LINKING, _("visits are being linked")),
    (ImportStage.DONE, _("imported")),
    (ImportStage.UNDOING, _("being taken back")),
    (ImportStage.UNDONE, _("taken back")),
    (ImportStage.FAILED, _("stopped by a fault")),
]
ROW_STATES = [
    (RowState.NEW, _("new")),
    (RowState.CHANGED, _("changed")),
    (RowState.SAME, _("the same")),
    (RowState.DOUBTFUL, _("doubtful")),
    (RowState.WRONG, _("wrong")),
]
WATCH_KINDS = [
    (WatchKind.OFFICIAL, _("official")),
    (WatchKind.COUNTRY, _("country")),
    (WatchKind.PAIR, _("two countries")),
    (WatchKind.ITINERARY, _("tour")),
    (WatchKind.FILTER, _("saved filter")),
]
RHYTHMS = [
    (Rhythm.NEVER, _("never: only here")),
    (Rhythm.AT_ONCE, _("at once")),
    (Rhythm.DAILY, _("every day")),
    (Rhythm.WEEKLY, _("every week, on Monday")),
]
LETTER_STATES = [
    (LetterState.DUE, _("about to be sent")),
    (LetterState.SENDING, _("being sent")),
    (LetterState.SENT, _("sent")),
    (LetterState.UNSURE, _("perhaps sent")),
    (LetterState.DROPPED, _("not sent")),
]
