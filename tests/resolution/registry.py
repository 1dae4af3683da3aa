"""A small registry of invented officials, for what the packaged files do not hold."""

from __future__ import annotations

import datetime as dt

from visits.extraction.gazetteer import Gazetteer, build_gazetteer
from visits.reference import OfficeRow, OfficialRow, TenureRow, countries
from visits.terms import Role


def office(country: str, role: Role) -> OfficeRow:
    return OfficeRow(f"{country}:{role}", country, role, role.rank, {"en": role.value})


def official(key: str, country: str, given: str, family: str, *aliases: str) -> OfficialRow:
    return OfficialRow(key, country, f"{given} {family}", family, given, (), aliases)


def tenure(key: str, post: OfficeRow, start: str, end: str | None = None) -> TenureRow:
    return TenureRow(
        official=key,
        office=post.key,
        start=dt.date.fromisoformat(start),
        end=dt.date.fromisoformat(end) if end else None,
        start_text=start,
        end_text=end or "",
        source="test",
        as_of=dt.date(2022, 1, 1),
    )


FOREIGN = office("IN", Role.FOREIGN_MINISTER)
DEFENCE = office("IN", Role.DEFENCE_MINISTER)
PRESIDENT = office("PK", Role.HEAD_OF_STATE)


def registry() -> Gazetteer:
    """Two Sharmas of India, one Khurshid, and a President Sharma next door."""
    return build_gazetteer(
        countries(),
        [FOREIGN, DEFENCE, PRESIDENT],
        [
            official("a", "IN", "Anil", "Sharma"),
            official("b", "IN", "Bela", "Sharma"),
            official("c", "IN", "Salman", "Khurshid", "S. Khurshid"),
            official("d", "PK", "Anil", "Sharma"),
        ],
        [
            tenure("a", FOREIGN, "2010-01-01", "2012-01-01"),
            tenure("b", DEFENCE, "2010-01-01", "2012-01-01"),
            tenure("c", FOREIGN, "2012-01-02", "2014-05-26"),
            tenure("d", PRESIDENT, "2010-01-01"),
        ],
    )
