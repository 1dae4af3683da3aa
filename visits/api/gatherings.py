"""Gatherings: multilateral occasions, by slug, with the visits and meetings around them."""

from __future__ import annotations

from typing import Any

import orjson
from django.db.models import QuerySet
from rest_framework import serializers

from visits.api.examples import DEMO, with_example
from visits.api.meetings import MeetingSerializer
from visits.api.nouns import NounViewSet
from visits.api.shape import Row
from visits.api.visits import VisitSerializer
from visits.filters.gatherings import GatheringFilter
from visits.models import Gathering
from visits.queries.rows.meetings import meeting_row
from visits.queries.rows.nested import visits_with
from visits.queries.rows.reading import read_meetings, read_visits
from visits.terms import ChangeNoun


class GatheringQuery(GatheringFilter):
    def narrow(self, queryset: QuerySet[Gathering]) -> QuerySet[Gathering]:
        asked = self.criteria()
        found = queryset.filter(country__in=asked.countries) if asked.countries else queryset
        return found.filter(name__icontains=asked.text) if asked.text else found


class GatheringAloneSerializer(serializers.ModelSerializer[Gathering]):
    """Both days inclusive, null where they are not known."""

    url = serializers.HyperlinkedIdentityField(
        view_name="api:gathering-detail", lookup_field="slug"
    )
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")
    country_name = serializers.SerializerMethodField()
    names = serializers.DictField(child=serializers.CharField(), help_text="Language to name.")

    class Meta:
        model = Gathering
        fields: tuple[str, ...] = (
            "slug",
            "url",
            "name",
            "names",
            "country",
            "country_name",
            "city",
            "start",
            "end",
        )

    def get_country_name(self, gathering: Gathering) -> str | None:
        country = gathering.country
        return country.name_in(self.context["language"]) if country else None


@with_example("A conference", DEMO["gathering"])
class GatheringSerializer(GatheringAloneSerializer):
    visits = VisitSerializer(many=True, required=False)
    meetings = MeetingSerializer(many=True, required=False)

    class Meta(GatheringAloneSerializer.Meta):
        fields = (*GatheringAloneSerializer.Meta.fields, "visits", "meetings")


class GatheringViewSet(NounViewSet[Gathering]):
    """Multilateral occasions, the latest first."""

    noun = ChangeNoun.GATHERING
    nouns = (ChangeNoun.GATHERING, ChangeNoun.COUNTRY)
    includes = {
        "visits": (ChangeNoun.VISIT, ChangeNoun.OFFICIAL),
        "meetings": (ChangeNoun.MEETING, ChangeNoun.OFFICIAL),
    }
    orderings = {
        "-start": ("-start", "-pk"),
        "start": ("start", "pk"),
        "slug": ("slug",),
        "-slug": ("-slug",),
    }
    serializer_class = GatheringSerializer
    filterset_class = GatheringQuery
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    queryset = Gathering.objects.none()

    def get_queryset(self) -> QuerySet[Gathering, Any]:
        return Gathering.objects.select_related("country")

    def rows(self, page: Any) -> list[Row]:
        found = list(page)
        about, included = self.about(nested=orjson.Fragment), self.shape.includes
        context = self.get_serializer_context()
        rows: list[Row] = list(GatheringAloneSerializer(found, many=True, context=context).data)
        keys = [row.pk for row in found]
        if "visits" in included:
            stays = read_visits(keys, about.language, by="gathering_id")
            _put("visits", rows, visits_with(stays, (), about))
        if "meetings" in included:
            met = read_meetings(keys, about.language, by="gathering_id")
            _put("meetings", rows, [meeting_row(row, about) for row in met])
        return rows


def _put(name: str, rows: list[Row], parts: list[Row]) -> None:
    """Each part to the gathering that it names."""
    for row in rows:
        row[name] = [part for part in parts if part["gathering"] == row["slug"]]
