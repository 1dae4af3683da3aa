"""Officials, by slug, with their names and tenures."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from visits.api.examples import DEMO, with_example
from visits.api.nouns import NounViewSet
from visits.filters import OfficialFilter
from visits.models import Office, Official, OfficialName, Tenure
from visits.queries.officials import officials_shown, tenures_with_office
from visits.terms import ChangeNoun


class OfficeSerializer(serializers.ModelSerializer[Office]):
    country = serializers.CharField(source="country_id", help_text="Code.")
    name = serializers.CharField(source="__str__", help_text="In English.")
    rank = serializers.IntegerField(help_text="1 the highest: head of state or government.")

    class Meta:
        model = Office
        fields = ("key", "country", "role", "rank", "name")


class TenureSerializer(serializers.ModelSerializer[Tenure]):
    """Both days inclusive; null is open or not known, then `*_text` may know a month or a year."""

    office = OfficeSerializer()

    class Meta:
        model = Tenure
        fields = ("office", "start", "end", "start_text", "end_text", "source", "as_of")


class OfficialNameSerializer(serializers.ModelSerializer[OfficialName]):
    class Meta:
        model = OfficialName
        fields = ("language", "name", "is_alias")


class OfficialSerializer(serializers.ModelSerializer[Official]):
    """A person who travels or receives; `key` names an outside record."""

    url = serializers.HyperlinkedIdentityField(view_name="api:official-detail", lookup_field="slug")
    country = serializers.CharField(source="country_id", allow_null=True, help_text="Code.")

    class Meta:
        model = Official
        fields: tuple[str, ...] = (
            "slug",
            "url",
            "key",
            "name",
            "family",
            "given",
            "country",
            "state",
            "updated_at",
        )


@with_example("A foreign minister with the offices held", DEMO["official"])
class OfficialFullSerializer(OfficialSerializer):
    other_names = OfficialNameSerializer(many=True, required=False)
    tenures = TenureSerializer(many=True, required=False, help_text="The latest first.")

    class Meta(OfficialSerializer.Meta):
        fields = (*OfficialSerializer.Meta.fields, "other_names", "tenures")


class OfficialViewSet(NounViewSet[Official]):
    """People who travel or receive, by name."""

    noun = ChangeNoun.OFFICIAL
    nouns = (ChangeNoun.OFFICIAL, ChangeNoun.COUNTRY)
    includes = {"other_names": (), "tenures": ()}
    orderings = {
        "name": ("folded", "pk"),
        "-name": ("-folded", "-pk"),
        "slug": ("slug",),
        "-slug": ("-slug",),
    }
    serializer_class = OfficialFullSerializer
    filterset_class = OfficialFilter
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    queryset = Official.objects.none()

    def get_queryset(self) -> QuerySet[Official, Any]:
        found, included = officials_shown(), self.shape.includes
        if "tenures" in included:
            found = found.prefetch_related(tenures_with_office())
        return found.prefetch_related("other_names") if "other_names" in included else found
