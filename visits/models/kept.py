"""Records that editors change directly keep what they were, written by triggers of the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

Kept = TypeVar("Kept", bound=type[Model])


def kept(*columns: str) -> Callable[[Kept], Kept]:
    """Keeps these columns of a row as they were before each change of one of them, and of a row
    that goes; who did it is in the context where a person asked for it.

    The reference data are loaded by the hundred thousand: rows that come are not kept twice.
    """

    def keep(model: Kept) -> Kept:
        tracked: Kept = pghistory.track(
            pghistory.UpdateEvent(row=pghistory.Old, condition=pghistory.AnyChange(*columns)),
            pghistory.DeleteEvent(),
            fields=list(columns),
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            model_name=f"Former{model.__name__}",
        )(model)
        return tracked

    return keep
