"""Methods that an address does not offer."""

from __future__ import annotations

from typing import Any

from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.views import APIView


class OfferedMethods(APIView):
    """Says 405 before it asks who wants to know: signing in would not help."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        method = str(request.method).lower()
        # A viewset has no action for what it does not offer at this address.
        is_offered = getattr(self, "action", "") is not None and hasattr(self, method)
        if method not in self.http_method_names or not is_offered:
            raise exceptions.MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
