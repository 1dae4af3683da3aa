"""Addresses below /api/v1/."""

from __future__ import annotations

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from visits.api.announcements import AnnouncementViewSet
from visits.api.changes import ChangesView
from visits.api.claims import ClaimViewSet
from visits.api.countries import CountryViewSet
from visits.api.decisions import DecisionViewSet, VisitDecisionsView
from visits.api.documents import DocsView, RootView, SchemaView
from visits.api.exports import MeetingExportView, VisitExportView
from visits.api.extractions import ExtractionsView
from visits.api.gatherings import GatheringViewSet
from visits.api.itineraries import ItineraryViewSet
from visits.api.meetings import MeetingViewSet
from visits.api.officials import OfficialViewSet
from visits.api.problems import NotFoundView
from visits.api.sources import SourceViewSet
from visits.api.summits import UpcomingSummitsView
from visits.api.visits import VisitViewSet
from visits.api.webhooks import WebhookViewSet

app_name = "api"

regular = SimpleRouter()
regular.register("countries", CountryViewSet, "country")
regular.register("officials", OfficialViewSet, "official")
regular.register("gatherings", GatheringViewSet, "gathering")
regular.register("sources", SourceViewSet, "source")
numbered = SimpleRouter(use_regex_path=False)
numbered.register("visits", VisitViewSet, "visit")
numbered.register("meetings", MeetingViewSet, "meeting")
numbered.register("itineraries", ItineraryViewSet, "itinerary")
numbered.register("announcements", AnnouncementViewSet, "announcement")
numbered.register("claims", ClaimViewSet, "claim")
numbered.register("decisions", DecisionViewSet, "decision")
numbered.register("webhooks", WebhookViewSet, "webhook")

urlpatterns = [
    *numbered.urls,
    path("", RootView.as_view(), name="root"),
    path("summits/upcoming/", UpcomingSummitsView.as_view(), name="upcoming-summits"),
    path("exports/visits.<str:form>", VisitExportView.as_view(), name="visit-export"),
    path("exports/meetings.<str:form>", MeetingExportView.as_view(), name="meeting-export"),
    path("extractions/", ExtractionsView.as_view(), name="extractions"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("visits/<int:pk>/decisions/", VisitDecisionsView.as_view(), name="visit-decisions"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    *regular.urls,
    # Addresses without their last slash are left to the redirect.
    re_path(r"^(?P<rest>.*/)$", NotFoundView.as_view()),
]
