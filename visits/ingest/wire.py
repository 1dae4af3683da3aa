"""Documents and what was read of them as bytes, between us and the process that parses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from visits.ingest.items import Hints, Item, Kind, Parsed

#: How the process ends when it has used up its memory.
NO_MEMORY = 3
Documents = Sequence[tuple[bytes, Hints]]


def packed(documents: Documents) -> bytes:
    """A line of JSON with the hints and the lengths, then the bodies."""
    head = [{"length": len(body)} | _hints(hints) for body, hints in documents]
    return json.dumps(head).encode() + b"\n" + b"".join(body for body, _ in documents)


def unpacked(data: bytes) -> list[tuple[bytes, Hints]]:
    line, _, rest = data.partition(b"\n")
    documents = []
    for told in json.loads(line):
        length = told.pop("length")
        told["kind"] = Kind(told["kind"])
        told["now"] = _moment(told["now"])
        documents.append((rest[:length], Hints(**told)))
        rest = rest[length:]
    return documents


def written(results: Sequence[Parsed]) -> bytes:
    return json.dumps([_parsed(parsed) for parsed in results]).encode()


def read(data: bytes) -> list[Parsed]:
    """What the process wrote; ValueError, KeyError or TypeError where it is nothing of the kind."""
    return [
        Parsed(
            items=tuple(_item(item) for item in told["items"]),
            problems=tuple(map(str, told["problems"])),
            retracted=tuple(map(str, told["retracted"])),
            ttl=None if told["ttl"] is None else timedelta(seconds=told["ttl"]),
            whole=bool(told["whole"]),
        )
        for told in json.loads(data)
    ]


def _hints(hints: Hints) -> dict[str, Any]:
    told = {field.name: getattr(hints, field.name) for field in fields(hints)}
    told["selectors"] = dict(hints.selectors)
    told["now"] = hints.now.isoformat() if hints.now else None
    return told


def _parsed(parsed: Parsed) -> dict[str, Any]:
    return {
        "items": [
            {
                name: value.isoformat() if isinstance(value, datetime) else value
                for name, value in ((f.name, getattr(item, f.name)) for f in fields(item))
            }
            for item in parsed.items
        ],
        "problems": parsed.problems,
        "retracted": parsed.retracted,
        "ttl": parsed.ttl.total_seconds() if parsed.ttl is not None else None,
        "whole": parsed.whole,
    }


def _item(told: dict[str, Any]) -> Item:
    moments = {name: _moment(told.pop(name)) for name in ("published", "updated")}
    words = {name: str(value) for name, value in told.items()}
    return Item(**words, **moments)  # type: ignore[arg-type]  # every other field is a str


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
