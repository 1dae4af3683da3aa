"""Which of the languages that a record has a name in the reader wants."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation.trans_real import parse_accept_lang_header


def wanted_language(header: str, known: Collection[str]) -> str:
    """The known language that Accept-Language ranks highest, "en" where it names none."""
    for language, weight in parse_accept_lang_header(header):
        plain = language.lower()
        for candidate in (plain, plain.partition("-")[0]):
            if weight > 0 and candidate in known:
                return candidate
    return "en"
