"""Where readers ask from."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: its address, or the /64 network of an IPv6 one.

    `VISITBOOK_PROXIES` says how many of our own proxies wrote into X-Forwarded-For; what stands
    further to the left anybody may have written.
    """
    given = str(request.META.get("REMOTE_ADDR", ""))
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < settings.VISITBOOK_PROXIES <= len(passed):
        given = passed[-settings.VISITBOOK_PROXIES]
    try:
        address = ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network(f"{address}/64", strict=False))
    return str(address)
