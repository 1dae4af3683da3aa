"""What officials, tenures, names and sources were before somebody changed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visits.models import Official, OfficialName, Source, Tenure

MOST = 200
_LABELS = {
    "key": gettext_lazy("Key"),
    "slug": gettext_lazy("Slug"),
    "name": gettext_lazy("Name"),
    "family": gettext_lazy("Family name"),
    "given": gettext_lazy("Given name"),
    "country": gettext_lazy("Country"),
    "state": gettext_lazy("State"),
    "language": gettext_lazy("Language"),
    "is_alias": gettext_lazy("Alias"),
    "office": gettext_lazy("Office"),
    "start": gettext_lazy("From"),
    "end": gettext_lazy("Until"),
    "source": gettext_lazy("Source"),
    "url": gettext_lazy("Address"),
    "format": gettext_lazy("Format"),
    "selectors": gettext_lazy("Selectors"),
    "folder": gettext_lazy("Folder"),
    "side": gettext_lazy("Side"),
    "tier": gettext_lazy("Reliability"),
    "timezone": gettext_lazy("Time zone"),
    "feed": gettext_lazy("Feed"),
    "is_active": gettext_lazy("Active"),
    "disabled_reason": gettext_lazy("Why it was stopped"),
    "check_minutes": gettext_lazy("Minutes between checks"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One column; `after` is "" in a row that was removed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One change of one row: when, by whom ("" for the program), and which columns."""

    when: datetime
    number: int
    who: str
    what: str
    is_removed: bool
    changes: tuple[Change, ...]


def official_kept(official: Official) -> list[Kept]:
    """What the official, their other names and their tenures were, the latest change first."""
    found = [
        *_events(Official, Q(pgh_obj=official.pk), _("Official")),
        *_events(OfficialName, Q(official=official.pk), _("Further name")),
        *_events(Tenure, Q(official=official.pk), _("Tenure")),
    ]
    return sorted(found, key=_order, reverse=True)[:MOST]


def source_kept(source: Source) -> list[Kept]:
    """What the source was, the latest change first."""
    return list(reversed(_events(Source, Q(pgh_obj=source.pk), _("Source"))))[:MOST]


def _events(model: type[Model], of: Q, what: str) -> list[Kept]:
    """In the order in which they happened."""
    events = apps.get_model("visits", f"Former{model.__name__}")
    rows = list(events.objects.filter(of).order_by("-pgh_id").values()[:MOST])[::-1]
    if not rows:
        return []
    columns = [name for name in rows[0] if not name.startswith("pgh_") and name != "id"]
    by_row: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_row[row["id"]].append(row)
    present = {
        row["pk"]: row
        for row in model._default_manager.filter(pk__in=by_row).values("pk", *columns)
    }
    names = _people(rows)
    kept = []
    for pk, states in by_row.items():
        after = [*states[1:], present.get(pk)]
        for before, following in zip(states, after, strict=True):
            kept.append(_kept(before, following, columns, what, names))
    return sorted(kept, key=_order)


def _order(kept: Kept) -> tuple[datetime, int]:
    """What one transaction did has one time, and the numbers of its table."""
    return kept.when, kept.number


def _kept(
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    columns: Iterable[str],
    what: str,
    names: Mapping[int, str],
) -> Kept:
    now = None if before["pgh_label"] == "delete" else after
    if now is None:
        told = [name for name in columns if before[name] not in (None, "")]
        changes = [Change(_label(name), _words(before[name]), "") for name in told]
    else:
        changes = [
            Change(_label(name), _words(before[name]), _words(now[name]))
            for name in columns
            if before[name] != now[name]
        ]
    who = names.get((before["pgh_context"] or {}).get("user") or 0, "")
    at, number = before["pgh_created_at"], before["pgh_id"]
    return Kept(at, number, who, what, now is None, tuple(changes))


def _people(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    told = ((row["pgh_context"] or {}).get("user") for row in rows)
    ids = {int(user) for user in told if user}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "username"))


def _label(column: str) -> str:
    name = column.removesuffix("_id")
    return str(_LABELS.get(name, name))


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
