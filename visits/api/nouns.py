"""What every noun's viewset has: strict parameters, keyset pages, a fuller form of one row."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404
from rest_framework import exceptions, viewsets
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from visits.api.pagination import NAMES
from visits.api.parameters import filters_of, refuse_unknown, repeatable_names
from visits.filters import CriteriaFilter

M = TypeVar("M", bound=Model)


class ReadOnly(APIView):
    """Nothing but reading, whoever asks."""

    http_method_names = ["get", "head"]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before permissions: signing in would not help. A viewset has no action for what it does
        # not offer at this address.
        is_offered = getattr(self, "action", "") is not None
        if str(request.method).lower() not in self.http_method_names or not is_offered:
            raise exceptions.MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)


class NounViewSet(ReadOnly, viewsets.ReadOnlyModelViewSet[M]):
    """Lists and single rows of a noun; `detail_class` is the serializer of a single one."""

    detail_class: type[BaseSerializer[M]] | None = None
    filterset_class: type[CriteriaFilter] | None = None
    keyset: tuple[str, ...] = ("pk",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action != "list":
            refuse_unknown(request, ())
        elif self.filterset_class is None:
            refuse_unknown(request, NAMES)
        else:
            filters = self.filterset_class
            refuse_unknown(request, [*filters_of(filters), *NAMES], repeatable_names(filters))

    def get_serializer_class(self) -> type[BaseSerializer[M]]:
        if self.action == "retrieve" and self.detail_class:
            return self.detail_class
        return super().get_serializer_class()

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
