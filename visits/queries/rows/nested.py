"""Visits and meetings with what is read along, each in one query."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson

from visits.queries.rows.context import Row, RowContext
from visits.queries.rows.evidence import evidence_of_meetings, evidence_of_visits
from visits.queries.rows.meetings import meeting_row, meetings_by_visit, visits_by_meeting
from visits.queries.rows.visits import visit_row


def visits_with(
    columns: Collection[Any], included: Collection[str], about: RowContext
) -> list[Row]:
    """The rows with their `meetings` and their `evidence`, where these are included."""
    rows = [visit_row(row, about) for row in columns]
    ids = [row["id"] for row in rows]
    if "meetings" in included and rows:
        met = meetings_by_visit(ids, about)
        for row in rows:
            row["meetings"] = met.get(row["id"], [])
    if "evidence" in included and rows:
        values = {row.pk: orjson.loads(row.values) for row in columns}
        told = evidence_of_visits(rows, values, about.site)
        for row in rows:
            row["evidence"] = told[row["id"]]
    return rows


def meetings_with(
    columns: Collection[Any], included: Collection[str], about: RowContext
) -> list[Row]:
    """The rows with the ids of their `visits` and their `evidence`, where these are included."""
    rows = [meeting_row(row, about) for row in columns]
    if "visits" in included and rows:
        belong = visits_by_meeting([row["id"] for row in rows])
        for row in rows:
            row["visits"] = belong.get(row["id"], [])
    if "evidence" in included and rows:
        values = {row.pk: orjson.loads(row.values) for row in columns}
        told = evidence_of_meetings(rows, values, about.site)
        for row in rows:
            row["evidence"] = told[row["id"]]
    return rows
