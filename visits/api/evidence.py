"""Per field of a visit or a meeting: its value, who says so and who otherwise, who won and why."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from visits.api.sources import SourceRefSerializer
from visits.models import Claim, Meeting, Visit
from visits.queries.claim_words import span_of, value_said
from visits.queries.evidence import MEETING_FACTS, VISIT_FACTS, claims_of, facts_of


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


def facts(event: Visit | Meeting, request: Request) -> dict[str, Any]:
    """Field → what `FactSerializer` tells; for fields of which something was said."""
    usual = VISIT_FACTS if isinstance(event, Visit) else MEETING_FACTS
    names = dict.fromkeys([*usual, *event.values], "")
    return {
        fact.field: {
            "value": fact.value if fact.field in event.values else _own(event, fact.field),
            "reason": fact.reason,
            "locked": fact.locked,
            "claims": [evidence(quote.claim, fact.field, request) for quote in fact.quotes],
            "dissent": [evidence(quote.claim, fact.field, request) for quote in fact.dissent],
        }
        for fact in facts_of(event, claims_of(event), names)
        if fact.field in event.values or fact.quotes
    }


def _own(event: Visit | Meeting, field: str) -> str | None:
    """The event's value of a field that is not consolidated claim by claim."""
    if field in ("visitors", "participants"):
        people = event.members if isinstance(event, Visit) else event.participants
        return ", ".join(one.official.name for one in people.all()) or None
    return getattr(event, field) or None if field in ("form", "kind", "purpose", "status") else None


def evidence(claim: Claim, field: str, request: Request) -> dict[str, Any]:
    """What `EvidenceSerializer` tells; the claim's announcement and source must be loaded."""
    span = span_of(claim, field)
    told = claim.announcement
    return {
        "claim": claim.pk,
        "value": value_said(claim, field),
        "quote": span.quote if span else None,
        "span": {"start": span.start, "end": span.end} if span else None,
        "stated": span.stated if span else False,
        "side": claim.side_id,
        "confidence": claim.confidence,
        "source": SourceRefSerializer(told.source).data,
        "announcement": {
            "id": told.pk,
            "url": told.url,
            "api_url": reverse("api:announcement-detail", [told.pk], request=request),
            "title": told.title,
            "language": told.language,
            "published_at": told.published_at,
        },
    }


class EvidenceField(serializers.Field[Any, Any, Any, Any]):
    """The facts of the record itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Visit | Meeting) -> dict[str, Any]:
        return facts(value, self.context["request"])


documented = extend_schema_field(serializers.DictField(child=FactSerializer()))
documented(EvidenceField)
