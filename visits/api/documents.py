"""The OpenAPI document of the API and the page that shows it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from visits.api.auth import Everybody
from visits.api.nouns import ReadOnly
from visits.api.parameters import refuse_unknown


class SchemaView(SpectacularAPIView):
    """The OpenAPI document, in YAML or JSON as asked for."""


class DocsView(SpectacularSwaggerSplitView):
    """The document as a page; script and style are files, as the content policy wants."""

    url_name = "api:schema"
    template_name = "api/docs.html"


class RootSerializer(serializers.Serializer[Any]):
    """Name to address."""

    countries = serializers.URLField()
    officials = serializers.URLField()
    visits = serializers.URLField()
    meetings = serializers.URLField()
    itineraries = serializers.URLField()
    gatherings = serializers.URLField()
    announcements = serializers.URLField()
    sources = serializers.URLField()
    claims = serializers.URLField()
    changes = serializers.URLField()
    upcoming_summits = serializers.URLField()
    schema = serializers.URLField()
    docs = serializers.URLField()


NAMED = {
    "countries": "country-list",
    "officials": "official-list",
    "visits": "visit-list",
    "meetings": "meeting-list",
    "itineraries": "itinerary-list",
    "gatherings": "gathering-list",
    "announcements": "announcement-list",
    "sources": "source-list",
    "claims": "claim-list",
    "changes": "changes",
    "upcoming_summits": "upcoming-summits",
    "schema": "schema",
    "docs": "docs",
}


class RootView(ReadOnly):
    """Where everything is."""

    permission_classes = [Everybody]
    nouns = ()

    @extend_schema(operation_id="root", responses=RootSerializer)
    def get(self, request: Request) -> Response:
        """The addresses of the API."""
        refuse_unknown(request, ())
        return Response(
            {name: reverse(f"api:{view}", request=request) for name, view in NAMED.items()}
        )
