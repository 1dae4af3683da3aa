"""Query parameters: the shared FilterSets, held to strictly and told to the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from visits.api.problems import BadParameters
from visits.filters import CriteriaFilter
from visits.filters.fields import WordsField

Schema = dict[str, Any]


def refuse_unknown(request: Request, known: Iterable[str], repeatable: Iterable[str] = ()) -> None:
    """Raises for a parameter that the address does not take, or that has no value, and for a single
    one given twice."""
    offered = sorted(known)
    problems = {}
    for name in request.query_params:
        if name not in offered:
            rest = f"this address takes {', '.join(offered)}" if offered else "it takes none here"
            problems[name] = f"There is no such parameter: {rest}."
        elif name not in repeatable and len(request.query_params.getlist(name)) > 1:
            problems[name] = "Give this parameter once."
        elif "" in request.query_params.getlist(name):
            problems[name] = "Give a value, or leave the parameter out."
    if problems:
        raise BadParameters(problems)


@cache
def filters_of(filterset: type[CriteriaFilter]) -> dict[str, django_filters.Filter]:
    """The filters of a FilterSet by the name of their parameter."""
    return dict(filterset.get_filters())  # type: ignore[no-untyped-call]  # untyped in its stub


def repeatable_names(filterset: type[CriteriaFilter]) -> set[str]:
    """The parameters that may be repeated."""
    filters = filters_of(filterset)
    return {name for name, one in filters.items() if issubclass(one.field_class, WordsField)}


def cleaned(filterset: type[CriteriaFilter], request: Request) -> CriteriaFilter:
    """The FilterSet of the request, valid; raises for malformed values, naming each."""
    asked = filterset.of_few(request.query_params)
    errors: Mapping[str, Any] = asked.form.errors
    if errors:
        raise BadParameters({name: " ".join(texts) for name, texts in errors.items()})
    return asked


class CriteriaBackend(BaseFilterBackend):
    """Filters by the view's `filterset_class`."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        filterset = getattr(view, "filterset_class", None)
        return cleaned(filterset, request).narrow(queryset) if filterset else queryset

    def get_schema_operation_parameters(self, view: APIView) -> list[Schema]:
        filterset = getattr(view, "filterset_class", None)
        return criteria_parameters(filterset) if filterset else []


def criteria_parameters(filterset: type[CriteriaFilter]) -> list[Schema]:
    """The parameters of a FilterSet as OpenAPI describes them."""
    return [_parameter(name, one) for name, one in filters_of(filterset).items()]


def _parameter(name: str, one: django_filters.Filter) -> Schema:
    field = one.field
    told: Schema = {
        "in": "query",
        "name": name,
        "required": False,
        "description": str(one.extra.get("label") or one.label or ""),
        "schema": {"type": "string"},
    }
    if isinstance(field, WordsField):
        item: Schema = {"type": "string"}
        if field.known:
            item["enum"] = [*field.known]
        elif field.pattern:
            item["pattern"] = f"^({field.pattern.pattern})$"
        return told | {
            "schema": {"type": "array", "items": item, "maxItems": 20},
            "style": "form",
            "explode": True,
        }
    if isinstance(one, django_filters.DateFilter):
        told["schema"]["format"] = "date"
    elif isinstance(one, django_filters.ChoiceFilter):
        told["schema"]["enum"] = [value for value, _ in one.extra["choices"]]
    return told
