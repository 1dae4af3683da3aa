"""Countries, by code; their name is in the language that Accept-Language asks for."""

from __future__ import annotations

from typing import Any

from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.languages import wanted_language
from visits.api.nouns import NounViewSet
from visits.filters import CountryFilter
from visits.models import Country

LANGUAGES = ("en", "zh", "ru", "fr", "es", "ar")
_LANGUAGE = OpenApiParameter(
    "Accept-Language", str, OpenApiParameter.HEADER, description="Language of `name`."
)


class CountrySerializer(serializers.ModelSerializer[Country]):
    """A state, a withdrawn state or a body that sends and hosts delegations."""

    name = serializers.SerializerMethodField(help_text="In the language asked for, else English.")
    names = serializers.DictField(child=serializers.CharField(), help_text="Language to name.")
    capitals = serializers.SerializerMethodField(help_text="Forms of the capital in English.")

    class Meta:
        model = Country
        fields = (
            "code",
            "alpha2",
            "alpha3",
            "kind",
            "name",
            "names",
            "capitals",
            "region",
            "valid_from",
            "valid_to",
        )

    def get_name(self, country: Country) -> str:
        return country.name_in(self.context["language"])

    def get_capitals(self, country: Country) -> list[str]:
        forms = [form for language, form in country.capitals if language == "en"]
        return list(dict.fromkeys(forms))


@extend_schema_view(
    list=extend_schema(parameters=[_LANGUAGE]), retrieve=extend_schema(parameters=[_LANGUAGE])
)
class CountryViewSet(NounViewSet[Country]):
    """Countries and bodies, by code: ISO 3166-1 (RU), ISO 3166-3 (SUHH), EU, UN, X-NATO."""

    queryset = Country.objects.all()
    serializer_class = CountrySerializer
    filterset_class = CountryFilter
    keyset = ("code",)
    lookup_field = "code"
    lookup_value_regex = "[A-Za-z-]{1,8}"

    def get_object(self) -> Country:
        self.kwargs["code"] = self.kwargs["code"].upper()
        return super().get_object()

    def language(self) -> str:
        return wanted_language(self.request.headers.get("Accept-Language", ""), LANGUAGES)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "language": self.language()}

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, ["Accept-Language"])
        if final.status_code == 200:
            final["Content-Language"] = self.language()
        return final
