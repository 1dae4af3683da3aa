"""Root of the URLs: everything but the admin and what operators ask is the application's."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from diplomacy.health import livez, readyz
from diplomacy.metrics import metrics

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("", include("visits.urls")),
]
