"""References to officials inside other records."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from visits.models import Official


class OfficialRefSerializer(serializers.ModelSerializer[Official]):
    """Who, in short: `/officials/{slug}/` tells the rest."""

    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")

    class Meta:
        model = Official
        fields = ("slug", "name", "country")


class MemberSerializer(serializers.Serializer[Any]):
    """A member of a delegation, or one who takes part in a meeting."""

    slug = serializers.CharField(source="official.slug")
    name = serializers.CharField(source="official.name")
    country = serializers.CharField(source="official.country_id", allow_null=True)
