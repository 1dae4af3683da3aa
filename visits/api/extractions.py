"""POST /api/v1/extractions/: reads one announcement for whoever asks, and stores nothing."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from visits.api.bodies import ShortJSON, fields_of
from visits.api.parameters import refuse_unknown
from visits.api.problems import write_problems
from visits.extraction import extract
from visits.extraction.announcements import LANGUAGES, document_of
from visits.extraction.output import as_record
from visits.queries.gazetteer import gazetteer
from visits.terms import Certainty

LONGEST = 20_000


class TextSerializer(serializers.Serializer[Any]):
    """An announcement; `published` is what “on Friday” is understood from."""

    text = serializers.CharField(max_length=LONGEST)
    title = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]  # a field, not Field.source
        max_length=200, required=False, allow_blank=True, help_text="Name of its publisher."
    )
    published = serializers.DateField(required=False)
    lang = serializers.ChoiceField(choices=LANGUAGES, required=False)


class FoundSpanSerializer(serializers.Serializer[Any]):
    """Characters of the answer's `text`: `text[start:end]` is the quote."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()
    stated = serializers.BooleanField()


class _EventSerializer(serializers.Serializer[Any]):
    status = serializers.CharField()
    certainty = serializers.ChoiceField(
        [one.value for one in Certainty if one is not Certainty.STATED],
        required=False,
        help_text="How firmly the text says it; left out where it is plainly stated.",
    )
    confidence = serializers.FloatField()
    side = serializers.CharField(allow_null=True)
    within = serializers.CharField(required=False, allow_null=True)
    rule = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    candidates = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Whom a surname may mean that several people of the text bear.",
    )
    evidence = serializers.DictField(child=FoundSpanSerializer())


class FoundVisitSerializer(_EventSerializer):
    visitors = serializers.ListField(child=serializers.CharField())
    visitor_country = serializers.CharField(allow_null=True)
    destination_country = serializers.CharField(allow_null=True)
    destination_city = serializers.CharField(allow_null=True)
    start = serializers.CharField(allow_null=True)
    end = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    new_start = serializers.CharField(required=False, allow_null=True)
    replaced = serializers.CharField(
        required=False, help_text="The first day that had been announced before."
    )
    accepted = serializers.BooleanField(required=False)


class FoundMeetingSerializer(_EventSerializer):
    participants = serializers.ListField(child=serializers.CharField())
    countries = serializers.ListField(child=serializers.CharField())
    form = serializers.CharField()
    date = serializers.CharField(allow_null=True)
    place_country = serializers.CharField(allow_null=True)
    place_city = serializers.CharField(allow_null=True)


class ExtractionSerializer(serializers.Serializer[Any]):
    """What was read; spans index `text`, the announcement as it was read, its title first."""

    text = serializers.CharField()
    visits = FoundVisitSerializer(many=True)
    meetings = FoundMeetingSerializer(many=True)
    declined = FoundVisitSerializer(many=True, help_text="Invitations that were turned down.")
    notes = serializers.ListField(child=serializers.CharField())


class ExtractionsView(APIView):
    """Reading as a service."""

    parser_classes = [ShortJSON]
    http_method_names = ["post"]

    @extend_schema(
        operation_id="extractions_create",
        request=TextSerializer,
        responses={200: ExtractionSerializer, **write_problems(401, 403, 413, 415)},
        examples=[
            OpenApiExample(
                "A visit that is announced",
                request_only=True,
                value={
                    "text": "Foreign Minister Wang Yi will visit Moscow on April 2.",
                    "published": "2025-03-28",
                    "lang": "en",
                },
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Visits and meetings with the words that tell of them; nothing is stored."""
        refuse_unknown(request, ())
        known = gazetteer()
        document = document_of(fields_of(request, TextSerializer), known)
        read = as_record(extract(document, known), explain=True)
        return Response(
            {
                "text": document.reading,
                "visits": read["visits"],
                "meetings": read["meetings"],
                "declined": read.get("declined", []),
                "notes": read.get("notes", []),
            }
        )
