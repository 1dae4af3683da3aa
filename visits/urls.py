from __future__ import annotations

from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, include, path

from visits.views import (
    announcements,
    calendar,
    countries,
    decisions,
    itineraries,
    meetings,
    officials,
    sample,
    search,
    trips,
    visits,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", calendar.home, name="home"),
    path("calendar/undated/", calendar.undated, name="undated"),
    path("calendar/<int:year>/<int:month>/", calendar.month, name="month"),
    path("calendar/<int:year>/<int:month>/<int:day>/", calendar.day, name="day"),
    path("upcoming/", visits.upcoming, name="upcoming"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/correct/", visits.correct, name="visit-correct"),
    path("visits/<int:pk>/undo/<int:decision>/", visits.undo, name="visit-undo"),
    path("visits/<int:pk>/reject/", visits.reject, name="visit-reject"),
    path("visits/<int:pk>/restore/", visits.restore, name="visit-restore"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("itineraries/<int:pk>/", itineraries.itinerary, name="itinerary"),
    path("officials/", officials.officials, name="officials"),
    path("officials/<slug:slug>/", officials.official, name="official"),
    path("countries/", countries.countries, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/<int:pk>/", announcements.announcement, name="announcement"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("trips/new/", trips.trip_new, name="trip-new"),
    path("search/", search.search, name="search"),
    path("sample/feed.atom", sample.feed, name="sample-feed"),
    path("sample/announcements/<slug:name>/", sample.announcement, name="sample-announcement"),
    path("api/v1/", include("visits.api.urls")),
    path("accounts/login/", auth.LoginView.as_view(), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
]
