"""Answers of the API in gzip, Brotli or zstd, as the client takes them; pages are left alone."""

from __future__ import annotations

from compression_middleware.middleware import CompressionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Parquet is compressed inside, and bytes of it are asked for by their place.
_AS_THEY_ARE = ("application/vnd.apache.parquet",)


class CompressedAnswers(CompressionMiddleware):  # type: ignore[misc]  # untyped
    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if not request.path_info.startswith("/api/") or kind in _AS_THEY_ARE:
            return response
        told: HttpResponseBase = super().process_response(request, response)
        return told
