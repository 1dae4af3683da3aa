"""What every noun's viewset has: strict parameters, keyset pages, sparse rows, what changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import exceptions, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from visits.api import conditional
from visits.api.conditional import Validators
from visits.api.languages import ACCEPT_LANGUAGE, told_language
from visits.api.pagination import NAMES
from visits.api.parameters import filters_of, refuse_unknown, repeatable_names
from visits.api.shape import (
    Row,
    Shape,
    count_wanted,
    order_parameters,
    ordering_of,
    shape_of,
    shape_parameters,
)
from visits.api.sync import SINCE, asked_since, changed_response, sync_parameters
from visits.filters import CriteriaFilter
from visits.models import ApiToken
from visits.queries.moved import moved_to
from visits.queries.rows.context import RowContext
from visits.queries.today import today
from visits.terms import ChangeNoun

M = TypeVar("M", bound=Model)
Rows = list[Row]
Parameters = list[OpenApiParameter]
SHAPE = ("fields", "include")
MERGED = OpenApiResponse(description="Became part of the record that `Location` names.")
LISTED = ("ordering", "count")


class ReadOnly(APIView):
    """Nothing but reading, whoever asks.

    `nouns` are those whose changes change the answer: who holds it as it is gets a 304. None for
    answers that depend on more; their content tells them apart.
    """

    http_method_names = ["get", "head"]
    nouns: ClassVar[Collection[ChangeNoun] | None] = None
    validators: Validators | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if conditional.is_conditional(request) and conditional.is_anybody(request):
            # Before anything else is done for it: not counted against a client's rate, either.
            validators = self.validators_of(request, "anybody")
            answer = validators.answer(request) if validators else None
            if answer is not None:
                return answer
        return super().dispatch(request, *args, **kwargs)

    def validators_of(self, request: HttpRequest, who: str) -> Validators | None:
        nouns = self.nouns_told(request)
        safe = request.method in ("GET", "HEAD")
        if not safe or nouns is None:
            return None
        return Validators(request, nouns, who, is_fresh=self.follows(request))

    def follows(self, request: HttpRequest) -> bool:
        """Whether changes are asked for, which are numbered before they are read."""
        return any(name in request.GET for name in SINCE)

    def nouns_told(self, request: HttpRequest) -> Collection[ChangeNoun] | None:
        return self.nouns

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before permissions: signing in would not help. A viewset has no action for what it does
        # not offer at this address.
        is_offered = getattr(self, "action", "") is not None
        if str(request.method).lower() not in self.http_method_names or not is_offered:
            raise exceptions.MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
        who = "anybody" if conditional.is_anybody(request._request) else _who(request)
        self.validators = self.validators_of(request._request, who)
        answer = self.validators.answer(request._request) if self.validators else None
        if answer is not None:
            # What comes next is the handler of the method: here it answers without any work.
            view: Any = self
            view.get = view.head = lambda *_, **__: answer

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        if final.status_code == 200 and request.method in ("GET", "HEAD"):
            final.headers.setdefault("Content-Language", told_language(request._request))
            if self.validators:
                self.validators.tell(final)
            elif hasattr(final, "add_post_render_callback"):
                final.add_post_render_callback(conditional.tell_content)
            final.headers.setdefault("Cache-Control", "no-cache")
        return final

    def about(self, **more: Any) -> RowContext:
        """What rows are told for."""
        site = reverse("api:root", request=self.request)
        return RowContext(site, today(), told_language(self.request._request), **more)


def _who(request: Request) -> str:
    scopes = request.auth.scopes if isinstance(request.auth, ApiToken) else "session"
    return f"{request.user.pk} {scopes}"


class NounViewSet(ReadOnly, viewsets.GenericViewSet[M]):
    """Lists and single rows of a noun.

    The serializer has every field; `includes` are those that are told where they are asked for,
    with the nouns that they tell of. A single row has all of them unless some are asked for.
    """

    noun: ClassVar[ChangeNoun | None] = None
    filterset_class: type[CriteriaFilter] | None = None
    includes: ClassVar[Mapping[str, Collection[ChangeNoun]]] = {}
    included: ClassVar[Collection[str]] = ()
    orderings: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    takes: ClassVar[Collection[str]] = ()
    takes_one: ClassVar[Collection[str]] = ()
    keyset: tuple[str, ...] = ("pk",)
    shape: Shape

    def nouns_told(self, request: HttpRequest) -> Collection[ChangeNoun] | None:
        base = self.nouns
        if base is None or self.action_map.get("get") not in ("list", "retrieve"):
            return None
        asked = {*self.included}
        if self.action_map["get"] == "retrieve" and "include" not in request.GET:
            asked = {*self.includes}
        for text in (*request.GET.getlist("include"), *request.GET.getlist("fields")):
            asked |= {*text.split(",")}
        return {*base, *(noun for name in asked for noun in self.includes.get(name, ()))}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action == "list":
            self._check_list(request)
        elif self.action == "retrieve":
            refuse_unknown(request, [*(SHAPE if self.noun else ()), *self.takes_one], SHAPE)
        else:
            refuse_unknown(request, ())
            return
        self.shape = shape_of(
            request,
            fields=self.field_names(),
            includes=self.includes,
            usual=[*self.includes] if self.action == "retrieve" else self.included,
        )

    def _check_list(self, request: Request) -> None:
        filters = self.filterset_class
        known = [*NAMES, *self.takes, *(filters_of(filters) if filters else ())]
        known += [*SHAPE, *LISTED, *SINCE] if self.noun else []
        several = repeatable_names(filters) if filters else set()
        refuse_unknown(request, known, {*several, *SHAPE})
        self.keyset = ordering_of(request, self.orders)

    @property
    def orders(self) -> Mapping[str, tuple[str, ...]]:
        return self.orderings or {self.keyset[0].replace("pk", "id"): self.keyset}

    @classmethod
    @cache
    def field_names(cls) -> Sequence[str]:
        found: Any = cls.serializer_class
        return list(found().fields)

    @property
    def key(self) -> str:
        return "id" if self.lookup_field == "pk" else self.lookup_field

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if self.noun and asked_since(request):
            return self.changed(request, self.noun)
        found = self.filter_queryset(self.get_queryset())
        count = found.count() if count_wanted(request) else None
        page = self.paginate_queryset(self.columns(found))
        rows = self.shape.pruned(self.rows(page or []), self.key)
        answer = self.get_paginated_response(rows)
        if count is not None:
            answer.data["count"] = count
        return answer

    def changed(self, request: Request, noun: ChangeNoun) -> Response:
        """A page of what changed, in the order in which it did."""

        def told(names: Sequence[str]) -> Rows:
            found = self.filter_queryset(self.get_queryset())
            return self.rows(self.columns(found.filter(**{f"{self.lookup_field}__in": names})))

        return changed_response(request, noun, self.key, told, self.shape)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = {self.lookup_field: self.kwargs[self.lookup_url_kwarg or self.lookup_field]}
        page = list(self.columns(self.get_queryset().filter(**given))[:1])
        if not page:
            return self.moved()
        return Response(self.shape.pruned(self.rows(page), self.key)[0])

    def moved(self) -> Response:
        """Leads on from an id that became part of another one; raises for any other."""
        given = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        heir = moved_to(self.noun, given)
        if heir is None:
            raise self.not_found()
        return Response(status=301, headers={"Location": self.reverse_action("detail", [heir])})

    def columns(self, found: QuerySet[M]) -> QuerySet[M, Any]:
        """What is read to find the rows; where `rows` reads them, their places alone."""
        return found

    def rows(self, page: Any) -> Rows:
        """The rows of a page as they are told, with what is included."""
        return list(self.get_serializer(page, many=True).data)

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[M]:
        serializer = super().get_serializer(*args, **kwargs)
        shape = getattr(self, "shape", None)
        if shape is not None:
            one: Any = getattr(serializer, "child", serializer)
            fields = one.fields
            for name in [*fields]:
                is_left_out = name in self.includes and name not in shape.includes
                if is_left_out or not (shape.wants(name) or name in {self.key, *shape.includes}):
                    fields.pop(name)
        return serializer

    def get_serializer_context(self) -> dict[str, Any]:
        language = told_language(self.request._request)
        return {**super().get_serializer_context(), "language": language}

    def get_object(self) -> M:
        try:
            return super().get_object()
        except Http404 as error:
            raise self.not_found() from error

    def not_found(self) -> exceptions.NotFound:
        """The 404 that says where to look."""
        name = self.get_queryset().model._meta.verbose_name
        given = self.kwargs.get(self.lookup_url_kwarg or self.lookup_field)
        where = self.reverse_action("list")
        return exceptions.NotFound(f"There is no {name} “{given}”: {where} lists those there are.")

    def told_parameters(self) -> Parameters:
        """The parameters beside the filters, for the OpenAPI document."""
        if self.noun is None:
            return []
        names = self.field_names()
        if self.action == "retrieve":
            return [*shape_parameters(names, self.includes), ACCEPT_LANGUAGE]
        if self.action != "list":
            return []
        told = [*shape_parameters(names, self.includes), *order_parameters(self.orders)]
        return [*told, *sync_parameters(), ACCEPT_LANGUAGE]
