"""Rows without nesting, for tables: people and cities are lists of names."""

from __future__ import annotations

from visits.queries.rows.context import Row

_BOUNDS = ("earliest", "latest")


def flat_visit(row: Row) -> Row:
    """A visit with its windows as columns."""
    dates, head = row["dates"], row["head"] or {}
    return {
        "id": row["id"],
        "url": row["url"],
        "head": head.get("name"),
        "head_slug": head.get("slug"),
        "head_country": head.get("country"),
        "members": [member["name"] for member in row["members"]],
        "rank": row["rank"],
        "visitor_country": row["visitor_country"],
        "visitor_country_name": row["visitor_country_name"],
        "host": row["host"],
        "host_name": row["host_name"],
        "cities": row["cities"],
        "dates": dates["edtf"],
        **_window("start", dates["start"]),
        **_window("end", dates["end"]),
        **_window("within", dates["within"]),
        "phrase": dates["phrase"],
        "stated": dates["stated"],
        "kind": row["kind"],
        "status": row["status"],
        "standing": row["standing"],
        "state": row["state"],
        "accepted": row["accepted"],
        "confirmed_by_both": row["confirmed_by_both"],
        "purpose": row["purpose"],
        "gathering": row["gathering"],
        "itinerary": row["itinerary"],
        "confidence": row["confidence"],
        "voices": row["voices"],
        "changed_at": row["changed_at"],
    }


def flat_meeting(row: Row) -> Row:
    """A meeting with its day as columns."""
    day = row["day"] or {}
    return {
        "id": row["id"],
        "url": row["url"],
        "form": row["form"],
        "participants": [one["name"] for one in row["participants"]],
        "participant_countries": [one["country"] or "" for one in row["participants"]],
        "day": day.get("edtf", ""),
        **_window("day", row["day"]),
        "phrase": day.get("phrase", ""),
        "country": row["country"],
        "country_name": row["country_name"],
        "city": row["city"],
        "status": row["status"],
        "standing": row["standing"],
        "state": row["state"],
        "gathering": row["gathering"],
        "confidence": row["confidence"],
        "changed_at": row["changed_at"],
    }


def _window(name: str, window: Row | None) -> Row:
    return {f"{name}_{bound}": (window or {}).get(bound) for bound in _BOUNDS}
