"""Visits; their meetings and the evidence of each field where these are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import orjson
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from visits.api.as_of import AS_OF, VersionPage, then_of
from visits.api.as_of import PARAMETERS as AS_OF_PARAMETERS
from visits.api.evidence import EVIDENCE_NOUNS, EvidenceField
from visits.api.examples import VISIT, with_example
from visits.api.meetings import MeetingSerializer
from visits.api.nouns import MERGED, NounViewSet, Rows
from visits.api.parameters import cleaned
from visits.api.people import OfficialRefSerializer
from visits.api.shape import count_wanted
from visits.api.sync import SINCE
from visits.api.visit_query import VisitQuery
from visits.api.windows import StaySerializer
from visits.models import Visit, VisitMember
from visits.queries.as_of import visits_as_of, visits_of_versions
from visits.queries.rows.nested import visits_with
from visits.queries.rows.reading import in_order, read_visits
from visits.queries.rows.visits import columns_then, visit_row
from visits.queries.then.moment import AsOf
from visits.queries.visits import visits_alone
from visits.terms import ChangeNoun

# What the stored states of visits do not tell, so that it cannot be asked of another time.
NOT_THEN = (*SINCE, "include", "ordering", "undated", "q", "source", "language", "id")


class VisitMemberSerializer(serializers.ModelSerializer[VisitMember]):
    """A member of the delegation, the head first; `title` as it was printed."""

    slug = serializers.CharField(source="official.slug")
    name = serializers.CharField(source="official.name")
    country = serializers.CharField(source="official.country_id", allow_null=True)

    class Meta:
        model = VisitMember
        fields = ("slug", "name", "country", "title")


@with_example("A visit that both sides announced", VISIT)
class VisitSerializer(serializers.ModelSerializer[Visit]):
    """One delegation's stay in one host country; countries are codes, names beside them."""

    url = serializers.HyperlinkedIdentityField(view_name="api:visit-detail")
    head = OfficialRefSerializer(allow_null=True)
    members = VisitMemberSerializer(many=True)
    visitor_country = serializers.CharField(source="visitor_country_id", allow_null=True)
    visitor_country_name = serializers.CharField(allow_null=True)
    host = serializers.CharField(source="host_id")
    host_name = serializers.CharField()
    cities = serializers.ListField(child=serializers.CharField(), help_text="Stops, in order.")
    dates = StaySerializer()
    rank = serializers.IntegerField(help_text="Of the head, 1 the highest.")
    standing = serializers.CharField(
        help_text="The status against today: `unknown` is past without evidence that it took "
        "place, `confirmed` planned and told by both sides."
    )
    gathering = serializers.SlugRelatedField[Any](
        slug_field="slug", read_only=True, allow_null=True
    )
    itinerary = serializers.IntegerField(source="itinerary_id")
    meetings = MeetingSerializer(many=True, required=False)
    evidence = EvidenceField(required=False)

    class Meta:
        model = Visit
        fields: tuple[str, ...] = (
            "id",
            "url",
            "head",
            "members",
            "rank",
            "visitor_country",
            "visitor_country_name",
            "host",
            "host_name",
            "cities",
            "dates",
            "kind",
            "status",
            "standing",
            "state",
            "accepted",
            "confirmed_by_both",
            "purpose",
            "gathering",
            "itinerary",
            "confidence",
            "voices",
            "changed_at",
            "meetings",
            "evidence",
        )


class VisitViewSet(NounViewSet[Visit]):
    """Visits by their first day, undated ones last."""

    noun = ChangeNoun.VISIT
    nouns = (ChangeNoun.VISIT, ChangeNoun.OFFICIAL, ChangeNoun.COUNTRY, ChangeNoun.GATHERING)
    includes = {"meetings": (ChangeNoun.MEETING,), "evidence": EVIDENCE_NOUNS}
    orderings = {
        "start": ("start_earliest", "pk"),
        "-start": ("-start_earliest", "-pk"),
        "changed_at": ("changed_at", "pk"),
        "-changed_at": ("-changed_at", "-pk"),
        "id": ("pk",),
        "-id": ("-pk",),
    }
    takes = takes_one = AS_OF
    serializer_class = VisitSerializer
    filterset_class = VisitQuery
    lookup_value_converter = "int"
    queryset = Visit.objects.none()

    def get_queryset(self) -> QuerySet[Visit, Any]:
        return visits_alone()

    @property
    def is_few(self) -> bool:
        """Whether days are asked for, and come in their order."""
        asked = self.request.query_params
        by_day = self.keyset[0].lstrip("-") == "start_earliest"
        return by_day and any(asked.get(name) for name in ("from", "until", "date"))

    def columns(self, found: QuerySet[Visit]) -> QuerySet[Visit, Any]:
        names = [name.lstrip("-") for name in self.keyset]
        return found.values_list(*dict.fromkeys(("pk", *names)), named=True)

    def rows(self, page: Any) -> Rows:
        included, keys = self.shape.includes, [row.pk for row in page]
        with_values = "evidence" in included
        about = self.about(nested=orjson.loads if with_values else orjson.Fragment)
        found = read_visits(keys, about.language, values=with_values) if keys else []
        return visits_with(in_order(found, keys), included, about)

    @extend_schema(operation_id="visits_list", parameters=AS_OF_PARAMETERS)
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Visits; with `as_of`, as they stood at that time."""
        then = then_of(request, unlike=NOT_THEN)
        return super().list(request) if then is None else self.list_then(request, then)

    def list_then(self, request: Request, then: AsOf) -> Response:
        found = visits_as_of(then.when, then.basis, cleaned(VisitQuery, request).criteria())
        count = found.count() if count_wanted(request) else None
        page = VersionPage(found, request)
        answer = page.answer(request, self.rows_then(visits_of_versions(page.rows), then))
        if count is not None:
            answer.data["count"] = count
        return answer

    def rows_then(self, visits: Iterable[Visit], then: AsOf) -> Rows:
        about = replace(self.about(nested=orjson.Fragment), day=then.day)
        rows = [visit_row(columns_then(one, about.language), about) for one in visits]
        return self.shape.pruned(rows, self.key)

    @extend_schema(
        parameters=AS_OF_PARAMETERS,
        responses={200: VisitSerializer, 301: MERGED},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One visit with its meetings and, per field, the words behind it.

        With `as_of`, as it stood at that time, without these.
        """
        then = then_of(request, unlike=("include",))
        if then is not None:
            found = visits_as_of(then.when, then.basis).filter(visit=kwargs["pk"])
            rows = self.rows_then(visits_of_versions(found[:1]), then)
            if not rows:
                raise self.not_found()
            return Response(rows[0])
        return super().retrieve(request, *args, **kwargs)
