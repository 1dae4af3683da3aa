"""Every route that there is, and an address of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: Of pages: what PUT is told, the others are, too.
PAGE_METHODS = METHODS[:3]
ANY_OTHER = "api:any other"


@dataclass(frozen=True, slots=True)
class Route:
    """A route by its name, its address with the parameters in braces."""

    name: str
    address: str

    @property
    def is_admin(self) -> bool:
        return self.address.startswith("/admin/")

    @property
    def is_api(self) -> bool:
        return self.address.startswith("/api/")

    def at(self, values: dict[str, Any]) -> str:
        """Its address with the values in place."""
        return re.sub(r"{(\w+)}", lambda found: str(values.get(found[1], 1)), self.address)


def routes() -> list[Route]:
    """All routes but those of static files, which are no views."""
    return sorted(set(_walk(get_resolver(), "/", "")), key=lambda route: route.address)


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        address = prefix + _plain(str(one.pattern))
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, address, inner)
        elif isinstance(one, URLPattern):
            name = one.name or ("any other" if "rest" in address or "url" in address else address)
            yield Route(f"{space}{name}", address)


def _plain(pattern: str) -> str:
    """A pattern of either kind with its parameters as {name}."""
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", pattern)
    text = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", text)
    return text.removeprefix("^").removesuffix("$").replace(r"\Z", "").replace("^", "")
