"""Root of the URLs: everything but the admin and the health check is the application's."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from diplomacy.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("visits.urls")),
]
