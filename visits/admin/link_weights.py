from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin
from visits.models import LinkWeights


@admin.register(LinkWeights)
class LinkWeightsAdmin(ShownAdmin):
    list_display = ("__str__", "judged", "made_at", "withdrawn_at")
