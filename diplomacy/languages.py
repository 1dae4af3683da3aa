"""Which language a page is in: the reader's; programs are answered in English."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

# What programs read: its words are part of what it promises.
_FOR_PROGRAMS = re.compile(
    r"^/(?:api|feeds|sample|livez|readyz|metrics)(?:/|$)|\.(?:ics|csv|atom)$"
)


class ReadersLanguage(LocaleMiddleware):
    """The language of the cookie, else of Accept-Language; caches keep one page of each."""

    def process_request(self, request: HttpRequest) -> None:
        if not _FOR_PROGRAMS.search(request.path_info):
            super().process_request(request)
            return
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if _FOR_PROGRAMS.search(request.path_info):
            return response
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", translation.get_language())
        # The thread goes on to other work, which is not this reader's.
        translation.activate(settings.LANGUAGE_CODE)
        return response
