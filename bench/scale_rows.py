"""Visits with all their rows by the hundred thousand: generated from a seed, loaded by COPY.

Most people travel ten times in 25 years; one head of state (the first official) has 400 visits of
50 announcements each. However many visits there are, those around one of them are as many.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection

SEED = 20250328
DAY_ONE = date(2000, 1, 3)
DAYS = 25 * 365
TRIPS = 10
HEAD_TRIPS, HEAD_TELLINGS = 400, 50
AT_ONCE = 20_000
SENDERS = ("FR", "DE", "IT", "PL", "SE", "FI", "NO", "NL", "GR", "CZ", "EG", "KE", "NG", "GH")
HOSTS = ("US", "GB", "IN", "CA", "AU", "ZA", "TR", "EG", "AE", "QA", "SN", "MA", "AT", "BE", "CH")
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aou"]
_COLUMNS = {
    "source": "id slug name url format side tier language timezone is_active disabled_reason "
    "check_minutes fetch_state failures last_error etag last_modified",
    "official": "id slug name family given folded country_id state created_at updated_at",
    "timeline": "id key state attempts reason",
    "announcement": "id source_id guid revision url title text language published_at published_on "
    "fetched_at content_hash signature",
    "claim": "id key generation announcement_id subject value evidence rule confidence engine "
    "created_at",
    "claimtimeline": "claim_id timeline_id person alone announcement_id subject form host first "
    "last reach_first reach_last tour_first tour_last is_live is_news",
    "itinerary": 'id key head_id country_id start "end" flags created_at changed_at',
    "visit": "id key itinerary_id head_id rank visitor_country_id host_id kind status state "
    "start_earliest start_latest end_earliest end_latest date_words dates_stated purpose "
    'confirmed_by_both accepted confidence voices "values" reasons created_at changed_at',
    "visitmember": "visit_id official_id position title",
    "visitclaim": "visit_id claim_id",
    "visitversion": "visit number snapshot published_from recorded_from",
    "meeting": "id key form status state day_earliest day_latest date_words country_id city "
    'confidence "values" created_at changed_at',
    "meetingparticipant": "meeting_id official_id position",
    "meetingclaim": "meeting_id claim_id",
    "meeting_visits": "meeting_id visit_id",
}
_UNDISPUTED = {"reason": "a wire's word", "dissent": [], "locked": False}


def syllables(number: int, count: int) -> str:
    """A made-up name that ends like no inflected one, the same for the same number."""
    found = []
    for _ in range(count):
        number, place = divmod(number, len(_SYLLABLES))
        found.append(_SYLLABLES[place])
    return "".join(found).capitalize()


def person(number: int) -> dict[str, Any]:
    """The person with this number, as a claim's value names people."""
    name = f"{syllables(number * 7 + 5, 2)} {syllables(number * 101 + 11, 4)}"
    country = SENDERS[number % len(SENDERS)]
    return {"name": name, "country": country, "title": "", "role": None, "official": None}


def visit_value(who: dict[str, Any], host: str, start: date, end: date) -> dict[str, Any]:
    return {
        "visitors": [who],
        "visitor_country": who["country"],
        "destination_country": host,
        "destination_city": None,
        "start": [start.isoformat()] * 2,
        "end": [end.isoformat()] * 2,
        **dict.fromkeys(("within", "new_start", "purpose", "inviter", "gathering")),
        "status": "planned",
        "kind": "official",
        "topics": [],
        "hosts": [],
        "accepted": False,
    }


def trips(number: int, visits: int) -> Iterator[tuple[str, date, date]]:
    """Host, first and last day of the person's visits; apart from each other."""
    draw = Random(SEED + number)
    step = DAYS // visits
    for n in range(visits):
        start = DAY_ONE + timedelta(days=n * step + draw.randrange(max(1, step // 3)))
        yield draw.choice(HOSTS), start, start + timedelta(days=draw.randrange(1, 3))


def _days_before(telling: int) -> int:
    """How many days before a visit its announcement with this number is published."""
    return 3 + min(telling, 24)


class _Tables:
    """Rows by table, sent by COPY in portions."""

    def __init__(self) -> None:
        self._rows: dict[str, list[str]] = {name: [] for name in _COLUMNS}
        self.last = dict.fromkeys(_COLUMNS, 0)

    def add(self, table: str, *values: Any) -> int:
        """The row's id, where the table's first column is one."""
        if _COLUMNS[table].startswith("id "):
            self.last[table] += 1
            values = (self.last[table], *values)
        self._rows[table].append("\t".join(map(_copied, values)))
        return self.last[table]

    def flush(self) -> None:
        with connection.cursor() as cursor:
            for table, rows in self._rows.items():
                names = ", ".join(_COLUMNS[table].split())
                told = io.StringIO("\n".join(rows) + "\n" if rows else "")
                cursor.cursor.copy_expert(f"COPY visits_{table} ({names}) FROM STDIN", told)
                rows.clear()


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, dict | list):
        value = json.dumps(value, separators=(",", ":"))
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


class World:
    """All rows of so many visits; the database must hold the countries and nothing else."""

    def __init__(self, visits: int) -> None:
        self._tables = _Tables()
        self._people = max(1, (visits - HEAD_TRIPS) // TRIPS)
        self._draw = Random(SEED)
        self._at = "2025-01-01T00:00:00Z"
        wire = ("", "push", "wire", 3, "en", "UTC", True, "", 60, "done", 0, "", "", "")
        self._tables.add("source", "wire", "Wire", *wire)

    def write(self) -> None:
        for number in range(self._people + 1):
            self._official(number)
        for number in range(self._people + 1):
            visits = TRIPS if number else HEAD_TRIPS
            for n, (host, start, end) in enumerate(trips(number, visits)):
                self._visit(number, n, host, start, end)
            if number % (AT_ONCE // TRIPS) == 0:
                self._tables.flush()
        self._tables.flush()
        with connection.cursor() as cursor:
            for table, last in self._tables.last.items():
                if last:
                    sequence = f"pg_get_serial_sequence('visits_{table}', 'id')"
                    cursor.execute(f"SELECT setval({sequence}, %s)", [last])

    def _official(self, number: int) -> None:
        who = person(number)
        given, family = who["name"].split()
        slug = who["name"].lower().replace(" ", "-")
        names = (f"{slug}-{number}", who["name"], family, given, who["name"].lower())
        self._tables.add("official", *names, who["country"], "published", self._at, self._at)
        self._tables.add("timeline", f"{family.lower()}|{who['country']}", "done", 0, "")

    def _visit(self, number: int, n: int, host: str, start: date, end: date) -> None:
        who = person(number)
        text = f"{who['name']} will visit {host} from {start} to {end}."
        tellings = 1 + (n % 4 == 0) if number else HEAD_TELLINGS
        told = [self._announcement(f"{number}-{n}-{i}", text, start, i) for i in range(tellings)]
        value = visit_value(who, host, start, end)
        claims = [self._claim(a, "visit", value, text) for a, _ in zip(told, told, strict=True)]
        days = (start, end, start, end, start, end)
        for (announcement, _), (claim, _) in zip(told, claims, strict=True):
            place = (claim, number + 1, 0, True, announcement, "visit", "", host)
            self._tables.add("claimtimeline", *place, *days, True, False)
        key = min(key for _, key in claims)
        visit = self._stay(number, key, host, (start, end), [key for _, key in claims])
        for claim, _ in claims:
            self._tables.add("visitclaim", visit, claim)
        if n % 4 == 1:
            self._meeting(number, visit, host, start, text)

    def _announcement(self, guid: str, text: str, start: date, n: int) -> tuple[int, str]:
        day = start - timedelta(days=_days_before(n % 25))
        signature = "{" + ",".join(str(self._draw.getrandbits(32)) for _ in range(16)) + "}"
        name = hashlib.sha256(f"wire\n{guid}".encode()).hexdigest()[:20]
        at = f"{day}T09:00:00Z"
        row = (1, guid, 1, "", "", text, "en", at, day, at, name, signature)
        return self._tables.add("announcement", *row), name

    def _claim(
        self, told: tuple[int, str], subject: str, value: dict[str, Any], text: str
    ) -> tuple[int, str]:
        announcement, name = told
        key = f"{name}#{'001' if subject == 'visit' else '002'}"
        words = {"start": 0, "end": len(text), "quote": text, "stated": True}
        row = (
            key,
            1,
            announcement,
            subject,
            value,
            {"sentence": words},
            "",
            0.9,
            "bench",
            self._at,
        )
        return self._tables.add("claim", *row), key

    def _stay(
        self, number: int, key: str, host: str, days: tuple[date, date], keys: list[str]
    ) -> int:
        start, end = days
        country = person(number)["country"]
        official = number + 1
        tour: tuple[Any, ...] = (key, official, country, start, end, [], self._at, self._at)
        itinerary = self._tables.add("itinerary", *tour)
        values = {
            name: {"value": said, "claims": keys[:3], **_UNDISPUTED}
            for name, said in (("start", str(start)), ("end", str(end)), ("status", "planned"))
        }
        columns = {
            "head_id": official, "rank": 6, "visitor_country_id": country, "host_id": host,
            "kind": "official", "status": "planned", "state": "published",
            "start_earliest": start, "start_latest": start, "end_earliest": end, "end_latest": end,
            "date_words": "", "dates_stated": True, "purpose": "", "confirmed_by_both": False,
            "accepted": False, "confidence": 0.9, "voices": len(keys), "values": values,
        }  # fmt: skip
        visit = self._tables.add("visit", key, itinerary, *columns.values(), [], self._at, self._at)
        self._tables.add("visitmember", visit, official, 0, "")
        apart = {"members": [official], "cities": [], "claims": keys}
        windows = {"window_earliest": None, "window_latest": None}
        dates = {name: str(day) for name, day in columns.items() if isinstance(day, date)}
        snapshot = columns | dates | windows | apart
        told = f"{start - timedelta(days=_days_before(len(keys) - 1))}T09:00:00Z"
        self._tables.add("visitversion", visit, 1, snapshot, told, self._at)
        return visit

    def _meeting(self, number: int, visit: int, host: str, day: date, text: str) -> None:
        other = (number * 31 + 7) % (self._people + 1) or 1
        if other == number:
            return
        told = self._announcement(f"{number}-{visit}-m", text, day + timedelta(days=4), 0)
        value = {
            "participants": [person(number), person(other)],
            "countries": [],
            "form": "in_person",
            "date": [str(day)] * 2,
            "within": None,
            "status": "completed",
            "place_country": host,
            "place_city": None,
            "gathering": None,
        }
        claim, key = self._claim(told, "meeting", value, text)
        for place, who in enumerate((number, other)):
            row: tuple[Any, ...] = (
                claim,
                who + 1,
                place,
                False,
                told[0],
                "meeting",
                "in_person",
                host,
            )
            days = (day, day, day, day, None, None)
            self._tables.add("claimtimeline", *row, *days, True, False)
        row = (key, "in_person", "completed", "published", day, day, "", host, "", 0.9, {})
        meeting = self._tables.add("meeting", *row, self._at, self._at)
        self._tables.add("meetingclaim", meeting, claim)
        self._tables.add("meeting_visits", meeting, visit)
        for place, who in enumerate((number, other)):
            self._tables.add("meetingparticipant", meeting, who + 1, place)
