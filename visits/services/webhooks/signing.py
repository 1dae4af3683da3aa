"""Signatures of Standard Webhooks: HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed_headers(name: str, seconds: int, body: str, keys: Sequence[str]) -> dict[str, str]:
    """The headers of an attempt; signed with each of the secrets, so that one can be replaced."""
    told = f"{name}.{seconds}.{body}".encode()
    return {
        "webhook-id": name,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(_signature(key, told) for key in keys),
    }


def _signature(key: str, told: bytes) -> str:
    raw = base64.b64decode(key.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.new(raw, told, hashlib.sha256).digest()).decode()
