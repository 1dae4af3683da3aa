"""Root of the URLs: everything but the admin and what operators ask is the application's."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from diplomacy.health import livez, readyz
from diplomacy.metrics import metrics

# One way in, with its second factor and its limits, to the admin as well.
admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("visits.urls")),
]
