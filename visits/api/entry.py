"""POST /api/v1/claims/: a trip entered by hand, which is a claim of the source “editor”."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from visits.api.auth import person_of
from visits.api.bodies import fields_of
from visits.api.parameters import refuse_unknown
from visits.api.preconditions import done_once
from visits.api.problems import BadFields
from visits.choices import VISIT_KINDS, VISIT_STATUSES
from visits.models import Official, Visit
from visits.queries.today import today
from visits.services.kept_answers import Answered
from visits.services.linking import LinkingDelayed
from visits.services.trip_entry import LONGEST, enter_trip
from visits.validators import FieldProblem


class TripSerializer(serializers.Serializer[Any]):
    """A trip by a known `official`, or by a `name` with its `country`. What is left out is not
    said: announcements decide it."""

    official = serializers.SlugField(
        max_length=200, required=False, allow_unicode=True, help_text="Slug of one who is known."
    )
    name = serializers.CharField(max_length=LONGEST["name"], required=False)
    country = serializers.CharField(
        max_length=8, required=False, help_text="Code of the country that the person acts for."
    )
    host = serializers.CharField(max_length=8, help_text="Code of the country visited.")
    city = serializers.CharField(max_length=LONGEST["city"], required=False, allow_blank=True)
    dates = serializers.CharField(
        max_length=LONGEST["dates"], required=False, allow_blank=True,
        help_text="In words or EDTF, such as 2025-03-31/2025-04-02.",
    )  # fmt: skip
    kind = serializers.ChoiceField(choices=VISIT_KINDS, required=False)
    status = serializers.ChoiceField(choices=VISIT_STATUSES, required=False)
    source_url = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    note = serializers.CharField(max_length=LONGEST["note"], required=False, allow_blank=True)


class EnteredSerializer(serializers.Serializer[Any]):
    """Where the trip went."""

    claim = serializers.IntegerField(help_text="Id of the claim that was entered.")
    announcement = serializers.IntegerField(help_text="Id of the entry as an announcement.")
    visit = serializers.IntegerField(help_text="Id of the visit that the claim is linked into.")
    url = serializers.URLField(help_text="Of the visit.")


class WaitingSerializer(serializers.Serializer[Any]):
    detail = serializers.CharField()


def enter(request: Request) -> Response:
    """201 with the visit; the same entry of the same person and day is one, and answers 200."""
    refuse_unknown(request, ())
    told = fields_of(request, TripSerializer)

    def act() -> Answered:
        began = timezone.now()
        try:
            visit = _entered(told, request)
        except LinkingDelayed:
            return Answered(202, {"detail": "It is stored, and shows as soon as it is linked."})
        except FieldProblem as problem:
            raise BadFields({problem.field: problem.message}) from problem
        claim = visit.claims.filter(announcement__source__slug="editor").order_by("-pk")[0]
        address = reverse("api:visit-detail", [visit.pk], request=request)
        body = {
            "claim": claim.pk,
            "announcement": claim.announcement_id,
            "visit": visit.pk,
            "url": address,
        }
        is_new = claim.created_at >= began
        return Answered(201 if is_new else 200, body, {"Location": address})

    return done_once(request, act)


def _entered(told: dict[str, Any], request: Request) -> Visit:
    slug = told.pop("official", "")
    official = Official.objects.filter(slug=slug).first() if slug else None
    if slug and official is None:
        raise FieldProblem("official", "There is none of this slug: see /api/v1/officials/?q=.")
    if official is not None and told.get("name"):
        raise FieldProblem("name", "Give an official or a name, not both.")
    return enter_trip(editor=person_of(request), official=official, today=today(), **told)
