"""Readers of the process environment: every malformed value fails, naming its variable."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from diplomacy.failures import CONFIGURATION, OperationalFailure

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
ADDRESS = re.compile(r"^(?P<host>\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+):(?P<port>\d{1,5})$")


def malformed(name: str, value: str, wanted: str) -> OperationalFailure:
    shown = "its value" if "SECRET" in name or "URL" in name else repr(value)
    return OperationalFailure(
        f"{name} is malformed: {shown} is not {wanted}.",
        remedy=f"Correct the environment variable {name}, or unset it.",
        code=CONFIGURATION,
    )


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise malformed(name, value, "a switch (1 or 0)")
    return value in TRUE


def fraction(name: str, default: float) -> float:
    value = text(name)
    if not value:
        return default
    if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", value):
        raise malformed(name, value, "a number from 0 to 1")
    return float(value)


def whole(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    value = text(name)
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise malformed(name, value, f"a whole number from {least} to {most}")
    return int(value)


def day(name: str) -> date | None:
    value = text(name)
    if not value:
        return None
    try:
        if len(value) != len("2025-04-01"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise malformed(name, value, "a day as in 2025-04-01") from None


def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default).lower()
    if value not in allowed:
        raise malformed(name, value, f"one of {', '.join(allowed)}")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def addresses(name: str) -> frozenset[str]:
    """`host:port` pairs, each in lower case."""
    values = words(name)
    for value in values:
        match = ADDRESS.match(value)
        if match is None or not 0 < int(match["port"]) < 65536:
            raise malformed(name, value, "a list of host:port separated by commas")
    return frozenset(value.lower() for value in values)


def web_address(name: str) -> str:
    """An http(s) origin without a slash at its end, or nothing."""
    value = text(name).rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path):
        raise malformed(name, value, "an origin as in https://visits.example.org")
    return value


def origins(name: str) -> tuple[list[str], bool]:
    """Web origins separated by commas, or all of them for a lone `*`."""
    values = words(name)
    if values == ["*"]:
        return [], True
    for value in values:
        parts = urlsplit(value)
        bare = not (parts.path or parts.query or parts.fragment or parts.username)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not bare:
            raise malformed(name, value, "a list of origins as in https://news.example, or *")
    return values, False


def database(name: str) -> dict[str, Any] | None:
    """Django's dictionary for `postgresql://user:password@host:port/name?option=value`."""
    value = text(name)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise malformed(name, value, "a PostgreSQL URL") from None
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise malformed(name, value, "a PostgreSQL URL (postgresql://user@host:5432/name)")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def redis_url(name: str) -> str:
    value = text(name)
    if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise malformed(name, value, "a Redis URL (redis://host:6379/0)")
    return value


def folder(name: str, default: Path) -> Path:
    value = text(name)
    if not value:
        return default
    if not os.path.isabs(value):
        raise malformed(name, value, "an absolute path")
    return Path(value)
