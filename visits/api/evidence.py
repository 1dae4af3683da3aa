"""Per field of a visit or a meeting: its value, who says so and who otherwise, who won and why."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from visits.api.sources import SourceRefSerializer
from visits.terms import ChangeNoun


class SpanSerializer(serializers.Serializer[Any]):
    """Characters of the announcement's text: `text[start:end]` is the quote."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()


class AnnouncementRefSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    url = serializers.CharField(help_text="Where it was published, empty if nowhere.")
    api_url = serializers.URLField()
    title = serializers.CharField()
    language = serializers.CharField()
    published_at = serializers.DateTimeField()


class EvidenceSerializer(serializers.Serializer[Any]):
    """What one announcement says of one field."""

    claim = serializers.IntegerField()
    value = serializers.CharField(allow_null=True, help_text="What it says; null if nothing.")
    quote = serializers.CharField(allow_null=True)
    span = SpanSerializer(allow_null=True)
    stated = serializers.BooleanField(help_text="False where inferred.")
    side = serializers.CharField(allow_null=True, help_text="Code of the country that says it.")
    confidence = serializers.FloatField()
    source = SourceRefSerializer()  # type: ignore[assignment]  # a field, not Field.source
    announcement = AnnouncementRefSerializer()


class FactSerializer(serializers.Serializer[Any]):
    """A field: `claims` won for the `reason`, `dissent` says otherwise."""

    value = serializers.JSONField(allow_null=True)
    reason = serializers.CharField()
    locked = serializers.BooleanField(help_text="Held by an editor's word.")
    claims = EvidenceSerializer(many=True)
    dissent = EvidenceSerializer(many=True)


EVIDENCE_NOUNS = (ChangeNoun.CLAIM, ChangeNoun.ANNOUNCEMENT, ChangeNoun.SOURCE)


@extend_schema_field(serializers.DictField(child=FactSerializer()))
class EvidenceField(serializers.ReadOnlyField):
    """Field to what is known of it."""
