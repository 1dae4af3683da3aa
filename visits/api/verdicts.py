"""What an editor says of a visit over the API, and the services that carry it out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from visits.choices import DECISION_KINDS
from visits.forms.correction import FIELDS
from visits.models import Claim, Decision, Visit
from visits.queries.evidence import claims_of
from visits.queries.merge_warnings import warnings_before_merge
from visits.queries.today import today
from visits.queries.visits import visit_with_everything
from visits.services.editing import (
    confirm_visit,
    correct_field,
    join_visits,
    part_claims,
    reject_visit,
    restore_visit,
)
from visits.terms import DecisionKind
from visits.validators import FieldProblem


class VerdictSerializer(serializers.Serializer[Any]):
    """`value` says what a field is, `same` and `not_same` what belongs together."""

    kind = serializers.ChoiceField(choices=DECISION_KINDS)
    field = serializers.ChoiceField(
        choices=[(name, name) for name in FIELDS], required=False, help_text="For `value`."
    )
    value = serializers.CharField(
        required=False, allow_blank=True, max_length=2000,
        help_text="For `value`: days in words or EDTF, countries by code; empty: not known.",
    )  # fmt: skip
    other = serializers.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1,
        help_text="For `same`: id of the visit that is this one.",
    )  # fmt: skip
    sure = serializers.BooleanField(
        required=False,
        help_text="For `same` of visits that differ in who or where: true, to go on all the same.",
    )
    claims = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), required=False,
        min_length=1, max_length=200,
        help_text="For `not_same`: ids of the visit's claims that tell of another visit.",
    )  # fmt: skip
    reason = serializers.CharField(required=False, allow_blank=True, max_length=1000)


def decide(visit: Visit, told: dict[str, Any], by: dict[str, Any]) -> Iterable[Decision]:
    """The decisions that the body asks for; `by` are their editor, reason and editions seen.

    Raises FieldProblem for what its kind lacks, and for a doubt that is not answered.
    """
    kind = told["kind"]
    wanted = {
        DecisionKind.VALUE: {"field", "value"},
        DecisionKind.SAME: {"other"},
        DecisionKind.NOT_SAME: {"claims"},
    }.get(kind, set())
    allowed = wanted | ({"sure"} if kind == DecisionKind.SAME else set())
    for name in ("field", "value", "other", "claims", "sure"):
        if name in wanted and name not in told:
            raise FieldProblem(name, f"A decision of the kind “{kind}” needs it.")
        if name not in allowed and name in told:
            raise FieldProblem(name, f"A decision of the kind “{kind}” has none: leave it out.")
    if kind == DecisionKind.VALUE:
        value = {"field": told["field"], "value": told["value"]}
        return correct_field(visit=visit, **value, today=today(), **by)
    if kind == DecisionKind.SAME:
        return _joined(visit, _other(told["other"]), by, is_sure=told.get("sure", False))
    if kind == DecisionKind.NOT_SAME:
        return part_claims(visit=visit, claims=_claims(visit, told["claims"]), **by)
    judge = {
        DecisionKind.REJECTED: reject_visit,
        DecisionKind.RESTORED: restore_visit,
        DecisionKind.CONFIRMED: confirm_visit,
    }[kind]
    return [judge(visit=visit, **by)]


def _joined(visit: Visit, other: Visit, by: dict[str, Any], *, is_sure: bool) -> Iterable[Decision]:
    """As on the page: what differs in who or where is said first."""
    warnings = warnings_before_merge(visit, other)
    if warnings and not is_sure:
        asked = "Give `sure` as true if they are one visit all the same."
        raise FieldProblem("sure", " ".join([*warnings, asked]))
    return join_visits(visits=(visit, other), **by)


def _other(pk: int) -> Visit:
    found = visit_with_everything(pk)
    if found is None:
        raise FieldProblem("other", "There is no such visit: take an id from /api/v1/visits/.")
    return found


def _claims(visit: Visit, wanted: Iterable[int]) -> list[Claim]:
    own = {claim.pk: claim for claim in claims_of(visit)}
    strange = sorted(set(wanted) - set(own))
    if strange:
        told = ", ".join(str(pk) for pk in strange)
        raise FieldProblem("claims", f"Not claims of this visit: {told}.")
    return [own[pk] for pk in wanted]
