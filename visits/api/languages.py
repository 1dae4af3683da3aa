"""Which of the languages that countries have names in the reader wants."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header
from drf_spectacular.utils import OpenApiParameter

LANGUAGES = ("en", "zh", "ru", "fr", "es", "ar")
ACCEPT_LANGUAGE = OpenApiParameter(
    "Accept-Language",
    str,
    OpenApiParameter.HEADER,
    description=f"Language of names of countries: {', '.join(LANGUAGES)}.",
)


def told_language(request: HttpRequest) -> str:
    """The language that the answer names countries in."""
    return wanted_language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""), LANGUAGES)


def wanted_language(header: str, known: Collection[str]) -> str:
    """The known language that Accept-Language ranks highest, "en" where it names none."""
    for language, weight in parse_accept_lang_header(header):
        plain = language.lower()
        for candidate in (plain, plain.partition("-")[0]):
            if weight > 0 and candidate in known:
                return candidate
    return "en"
