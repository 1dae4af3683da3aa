from __future__ import annotations

from django.contrib import admin

from visits.admin.reading import ShownAdmin, ShownInline, on_site
from visits.models import Meeting, MeetingParticipant, MeetingRedirect


class ParticipantInline(ShownInline):
    model = MeetingParticipant


@admin.register(Meeting)
class MeetingAdmin(ShownAdmin):
    list_display = ("__str__", "form", "day_earliest", "day_latest", "country", "status", on_site)
    list_filter = ("form", "status", "state")
    list_select_related = ("country",)
    search_fields = ("participants__official__name", "key")
    inlines = (ParticipantInline,)


@admin.register(MeetingRedirect)
class MeetingRedirectAdmin(ShownAdmin):
    list_display = ("old", "meeting")
