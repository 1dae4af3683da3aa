"""Django's admin: one module a noun; derived and immutable ones are shown, never changed."""

from __future__ import annotations

from django.contrib import admin

from visits.admin.announcements import AnnouncementAdmin, ReadingAdmin, RetractionAdmin
from visits.admin.claims import ClaimAdmin, TimelineAdmin
from visits.admin.countries import CountryAdmin, ReferenceLoadAdmin
from visits.admin.decisions import DecisionAdmin
from visits.admin.documents import OutcomeDocumentAdmin
from visits.admin.gatherings import GatheringAdmin
from visits.admin.itineraries import ItineraryAdmin, ItineraryRedirectAdmin
from visits.admin.link_weights import LinkWeightsAdmin
from visits.admin.meetings import MeetingAdmin, MeetingRedirectAdmin
from visits.admin.officials import OfficeAdmin, OfficialAdmin, TenureAdmin
from visits.admin.readers import SavedFilterAdmin, SubscriptionAdmin
from visits.admin.sources import HostAdmin, SourceAdmin
from visits.admin.tallies import TallyAdmin
from visits.admin.visits import VisitAdmin, VisitRedirectAdmin, VisitVersionAdmin

admin.site.site_header = admin.site.site_title = "Visitbook"
admin.site.index_title = "Records"

__all__ = [
    "AnnouncementAdmin",
    "ClaimAdmin",
    "CountryAdmin",
    "DecisionAdmin",
    "GatheringAdmin",
    "HostAdmin",
    "ItineraryAdmin",
    "ItineraryRedirectAdmin",
    "LinkWeightsAdmin",
    "MeetingAdmin",
    "MeetingRedirectAdmin",
    "OfficeAdmin",
    "OfficialAdmin",
    "OutcomeDocumentAdmin",
    "ReadingAdmin",
    "ReferenceLoadAdmin",
    "RetractionAdmin",
    "SavedFilterAdmin",
    "SourceAdmin",
    "SubscriptionAdmin",
    "TallyAdmin",
    "TenureAdmin",
    "TimelineAdmin",
    "VisitAdmin",
    "VisitRedirectAdmin",
    "VisitVersionAdmin",
]
