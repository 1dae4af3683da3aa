"""What the database says, without surrogate ids and without the times at which we did it."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet

from visits.models import (
    Announcement,
    Claim,
    ClaimTimeline,
    Itinerary,
    Meeting,
    Official,
    Reading,
    Timeline,
    Visit,
)

_OURS = {"id", "fetched_at", "created_at", "changed_at", "updated_at", "superseded_at"}
_IS_LIVE = ExpressionWrapper(Q(superseded_at=None), output_field=BooleanField())
BALLAST = "ballast"


def dump() -> dict[str, list[str]]:
    """One line of JSON a row, sorted, by noun."""
    texts = Announcement.objects.exclude(source__slug=BALLAST)
    return {
        "announcements": _lines(texts, source="source__slug", root="root__guid"),
        "readings": _lines(
            Reading.objects.filter(announcement__in=texts),
            announcement="announcement__guid",
            revision="announcement__revision",
            leave={"attempts", "due_at", "started_at"},
        ),
        "claims": _lines(
            Claim.objects.annotate(is_live=_IS_LIVE),
            announcement="announcement__guid",
            is_live="is_live",
        ),
        "places": _lines(
            ClaimTimeline.objects.all(),
            claim="claim__key",
            timeline="timeline__key",
            announcement="announcement__guid",
        ),
        "timelines": _lines(Timeline.objects.all(), leave={"attempts", "due_at", "started_at"}),
        "officials": _lines(Official.objects.all(), leave={"slug"}),
        "itineraries": _lines(Itinerary.objects.all(), head="head__folded"),
        "visits": _lines(
            Visit.objects.all(),
            itinerary="itinerary__key",
            head="head__folded",
            gathering="gathering__name",
        )
        + _pairs(Visit.objects.all(), "members__official__folded", "members__position")
        + _pairs(Visit.objects.all(), "stops__city", "stops__position")
        + _pairs(Visit.objects.all(), "claims__key"),
        "meetings": _lines(Meeting.objects.all(), gathering="gathering__name")
        + _pairs(Meeting.objects.all(), "participants__official__folded")
        + _pairs(Meeting.objects.all(), "visits__key")
        + _pairs(Meeting.objects.all(), "claims__key"),
    }


def _lines(rows: QuerySet[Any], leave: Collection[str] = (), **instead: str) -> list[str]:
    model: type[Model] = rows.model
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if field.name not in {*_OURS, *leave, *instead}
    ]
    found = rows.order_by().values(*names, *(path for path in instead.values()))
    return sorted(json.dumps(row, default=str, sort_keys=True, ensure_ascii=False) for row in found)


def _pairs(rows: QuerySet[Any], *paths: str) -> list[str]:
    found = rows.order_by().values_list("key", *paths).distinct()
    return sorted(json.dumps(row, default=str, ensure_ascii=False) for row in found)
