"""What rows look like, for the OpenAPI document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer

_SITE = "https://visitbook.example/api/v1/"
_WANG = {"slug": "wang-yi", "name": "Wang Yi", "country": "CN"}
_LAVROV = {"slug": "sergey-lavrov", "name": "Sergey Lavrov", "country": "RU"}


def _window(edtf: str, earliest: str, latest: str) -> dict[str, Any]:
    return {
        "edtf": edtf,
        "earliest": earliest,
        "latest": latest,
        "phrase": "March 31 to April 2",
        "stated": True,
    }


MEETING: dict[str, Any] = {
    "id": 7,
    "url": f"{_SITE}meetings/7/",
    "form": "in_person",
    "participants": [_WANG, _LAVROV],
    "day": _window("2025-04-01", "2025-04-01", "2025-04-01"),
    "country": "RU",
    "country_name": "Russia",
    "city": "Moscow",
    "status": "planned",
    "standing": "planned",
    "state": "published",
    "gathering": None,
    "confidence": 0.93,
    "changed_at": "2025-03-28T08:30:00Z",
}
VISIT: dict[str, Any] = {
    "id": 12,
    "url": f"{_SITE}visits/12/",
    "head": _WANG,
    "members": [{**_WANG, "title": "Foreign Minister"}],
    "rank": 3,
    "visitor_country": "CN",
    "visitor_country_name": "China",
    "host": "RU",
    "host_name": "Russia",
    "cities": ["Moscow"],
    "dates": {
        "edtf": "2025-03-31/2025-04-02",
        "start": _window("2025-03-31", "2025-03-31", "2025-03-31"),
        "end": _window("2025-04-02", "2025-04-02", "2025-04-02"),
        "within": None,
        "phrase": "March 31 to April 2",
        "stated": True,
    },
    "kind": "official",
    "status": "planned",
    "standing": "confirmed",
    "state": "published",
    "accepted": True,
    "confirmed_by_both": True,
    "purpose": "",
    "gathering": None,
    "itinerary": 9,
    "confidence": 0.97,
    "voices": 2,
    "changed_at": "2025-03-28T08:30:00Z",
}


# Rows of the demonstration: its announcements are our own.
DEMO: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))


def with_example(name: str, value: dict[str, Any]) -> Any:
    """Decorates the serializer of rows that look like this."""
    return extend_schema_serializer(
        examples=[OpenApiExample(name, value=value, response_only=True, status_codes=["200"])]
    )
