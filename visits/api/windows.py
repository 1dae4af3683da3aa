"""Windows of days and stays, as the API writes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class WindowSerializer(serializers.Serializer[Any]):
    """Days of which one is meant; both ends inclusive, null where open."""

    edtf = serializers.CharField(
        help_text="EDTF: a day `2025-03-31`, or one of a set `[2025-05-01..2025-05-10]`."
    )
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    phrase = serializers.CharField(help_text="The words it was read from, empty where inferred.")
    stated = serializers.BooleanField(help_text="Whether an announcement says it in words.")


class StaySerializer(serializers.Serializer[Any]):
    """When a visit is: the windows of its first and last day."""

    edtf = serializers.CharField(
        help_text="EDTF interval `2025-03-31/2025-04-02`; an uncertain end is its outermost day "
        "with `~`, one not told is empty; where one window alone is known, its set; "
        "nothing if undated."
    )
    start = WindowSerializer(allow_null=True)
    end = WindowSerializer(allow_null=True)
    within = WindowSerializer(
        allow_null=True, help_text="Window of the tour, for a stop without days of its own."
    )
    phrase = serializers.CharField()
    stated = serializers.BooleanField()
