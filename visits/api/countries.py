"""Countries, by code; their name is in the language that Accept-Language asks for."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from visits.api.examples import DEMO, with_example
from visits.api.nouns import NounViewSet
from visits.filters import CountryFilter
from visits.models import Country
from visits.terms import ChangeNoun


@with_example("A state", DEMO["country"])
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


class CountryViewSet(NounViewSet[Country]):
    """Countries and bodies, by code: ISO 3166-1 (RU), ISO 3166-3 (SUHH), EU, UN, X-NATO."""

    noun = ChangeNoun.COUNTRY
    nouns = (ChangeNoun.COUNTRY,)
    orderings = {"code": ("code",), "-code": ("-code",)}
    queryset = Country.objects.all()
    serializer_class = CountrySerializer
    filterset_class = CountryFilter
    lookup_field = "code"
    lookup_value_regex = "[A-Za-z-]{1,8}"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if "code" in self.kwargs:
            self.kwargs["code"] = self.kwargs["code"].upper()
        super().initial(request, *args, **kwargs)
