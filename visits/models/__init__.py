from __future__ import annotations

from visits.models.account import AccountInvitation
from visits.models.announcement import Announcement, Reading, Retraction
from visits.models.change import Change
from visits.models.claim import Claim, ClaimTimeline, Timeline
from visits.models.correction import Correction
from visits.models.country import Country, ReferenceLoad
from visits.models.decision import Decision
from visits.models.document import OutcomeDocument
from visits.models.draft import TripDraft
from visits.models.gathering import Gathering
from visits.models.gazetteer import GazetteerVersion
from visits.models.imported import ImportBatch, ImportMapping, ImportRow
from visits.models.inbox import InboxItem
from visits.models.itinerary import Itinerary
from visits.models.link_weights import LinkWeights
from visits.models.meeting import Meeting, MeetingClaim, MeetingParticipant
from visits.models.office import Office, Tenure
from visits.models.official import Official, OfficialName
from visits.models.redirect import ItineraryRedirect, MeetingRedirect
from visits.models.saved import SavedFilter
from visits.models.source import Delivery, Host, Source, SourcePage
from visits.models.subscription import Subscription
from visits.models.tally import Tally
from visits.models.token import ApiToken, KeptAnswer
from visits.models.version import VisitVersion
from visits.models.visit import (
    Stop,
    Visit,
    VisitClaim,
    VisitMember,
    VisitRedirect,
)
from visits.models.watch import Watch, WatchEntry, WatchLetter
from visits.models.webhook import Webhook, WebhookMessage

__all__ = [
    "AccountInvitation",
    "Announcement",
    "ApiToken",
    "Change",
    "Claim",
    "ClaimTimeline",
    "Correction",
    "Country",
    "Decision",
    "Delivery",
    "Gathering",
    "GazetteerVersion",
    "Host",
    "ImportBatch",
    "ImportMapping",
    "ImportRow",
    "InboxItem",
    "Itinerary",
    "ItineraryRedirect",
    "KeptAnswer",
    "LinkWeights",
    "Meeting",
    "MeetingClaim",
    "MeetingParticipant",
    "MeetingRedirect",
    "Office",
    "Official",
    "OfficialName",
    "OutcomeDocument",
    "Reading",
    "ReferenceLoad",
    "Retraction",
    "SavedFilter",
    "Source",
    "SourcePage",
    "Stop",
    "Subscription",
    "Tally",
    "Tenure",
    "Timeline",
    "TripDraft",
    "Visit",
    "VisitClaim",
    "VisitMember",
    "VisitRedirect",
    "VisitVersion",
    "Watch",
    "WatchEntry",
    "WatchLetter",
    "Webhook",
    "WebhookMessage",
]
