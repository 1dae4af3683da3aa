"""Sources, by slug."""

from __future__ import annotations

from rest_framework import serializers

from visits.api.nouns import NounViewSet
from visits.models import Source


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A feed or a publisher; `tier` 1 is the most reliable."""

    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")

    class Meta:
        model = Source
        fields = (
            "slug",
            "name",
            "url",
            "country",
            "side",
            "tier",
            "language",
            "timezone",
            "is_active",
        )


class SourceRefSerializer(serializers.ModelSerializer[Source]):
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")

    class Meta:
        model = Source
        fields = ("slug", "name", "country", "side", "tier")


class SourceViewSet(NounViewSet[Source]):
    """Feeds and publishers of announcements."""

    queryset = Source.objects.all()
    serializer_class = SourceSerializer
    keyset = ("slug",)
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
