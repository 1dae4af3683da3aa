"""What rows are told for: where the reader's links lead, on which day, in which language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import TextField
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowContext:
    """`site` is the address of the API, with its last slash.

    `nested` reads what the database tells as JSON text: `orjson.Fragment` leaves it as it is.
    """

    site: str
    day: date
    language: str = "en"
    nested: Callable[[str], Any] = orjson.loads


def name_of(country: str, language: str) -> Combinable:
    """The name of the country that a foreign key leads to, in English where it has no other."""
    names = [KeyTextTransform(one, f"{country}__names") for one in dict.fromkeys((language, "en"))]
    return Coalesce(*names, output_field=TextField()) if names[1:] else names[0]
