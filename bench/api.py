"""The API among a million visits, beside SQL that tells the same rows, Datasette and nothing."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random

import urllib3
from django.db import connection

from bench.api_table import NESTED, nested_table_of
from bench.figures import Figure
from bench.pages import CLIENTS, SEED, TODAY, datasette, site
from bench.pages_table import COUNTED
from bench.scale import stored
from bench.scale_rows import DAY_ONE, DAYS, HOSTS, SENDERS
from visits.api.pagination import Cursor

ROUNDS, AT_ONCE = 8, 60
OFFICIALS = 200_000
FAR = 10_000
PAGE = 50
Address = Callable[[Random], tuple[str, dict[str, str]]]
_MORE_OFFICIALS = """
INSERT INTO visits_official (slug, name, family, given, folded, country_id, state, edited,
                             created_at, updated_at)
SELECT 'further-' || n, 'Further Person ' || n, 'Person', 'Further', 'further person ' || n,
       'FR', 'published', '{}', now(), now()
FROM generate_series(1, %s) AS n ON CONFLICT DO NOTHING
"""


def measure(visits: int, var: Path) -> list[Figure]:
    """Requests a second of four clients, ours and each peer's in turns."""
    with stored(visits):
        database = str(connection.settings_dict["NAME"])
        _with_officials(OFFICIALS if visits >= 1_000_000 else 0)
        table = nested_table_of(visits, var)
        far = _far_cursor(min(FAR, visits // PAGE - 2))
        settings = {"DJANGO_SETTINGS_MODULE": "bench.api_settings", "API_ANONYMOUS_RATE": "0"}
        with site(database, **settings) as ours, datasette(table, var) as theirs:
            etag = _asked(f"{ours}/api/v1/visits/?country=FR", {}).headers["ETag"]
            asked: dict[str, Address] = {
                "ours": lambda draw: (ours + _pair(draw), {}),
                "json_agg": lambda draw: (ours + _peer(draw), {}),
                "Datasette": lambda draw: (theirs + _table_rows(draw), {}),
                "page 1": lambda _: (f"{ours}/api/v1/visits/", {}),
                "page far down": lambda _: (f"{ours}/api/v1/visits/?cursor={far}", {}),
                "304": lambda _: (f"{ours}/api/v1/visits/?country=FR", {"If-None-Match": etag}),
                "nothing": lambda _: (f"{ours}/peers/nothing/", {}),
            }
            took = _rounds(asked)
    return _figures(took, visits)


def _figures(took: dict[str, list[list[float]]], visits: int) -> list[Figure]:
    rate = {name: _rate(rounds) for name, rounds in took.items()}
    p95 = {name: _p95(rounds) for name, rounds in took.items()}
    ratio = [
        ("a pair's month: ours / json_agg, at least", rate["ours"] / rate["json_agg"], 0.40),
        ("a pair's month: ours / Datasette, at least", rate["ours"] / rate["Datasette"], 1.0),
        ("page 10,000 / page 1 in time, at most", rate["page 1"] / rate["page far down"], 1.5),
        ("304 / a view that does nothing, at least", rate["304"] / rate["nothing"], 0.6),
    ]
    figures = [Figure(what, value, "times", limit) for what, value, limit in ratio]
    figures += [Figure(f"{name}: rate of {CLIENTS}", rate[name], "requests/s") for name in rate]
    for name, value in p95.items():
        limit = 50.0 if name in ("ours", "page 1", "page far down") else None
        figures.append(Figure(f"{name}: p95 of {CLIENTS} at once", value, "ms", limit))
    load = os.getloadavg()[0]
    return [
        *figures,
        Figure("visits stored", visits, "visits"),
        Figure("load of the machine over the last minute", load, "processes"),
    ]


def _rate(rounds: list[list[float]]) -> float:
    """Of the middle round: requests of all clients a second."""
    rates = sorted(CLIENTS * len(times) / sum(times) for times in rounds)
    return 1000 * rates[len(rates) // 2]


def _p95(rounds: list[list[float]]) -> float:
    times = sorted(time for times in rounds for time in times)
    return times[int(len(times) * 0.95)]


def _month(draw: Random) -> tuple[str, str, date, date]:
    first = DAY_ONE + timedelta(days=400 + draw.randrange(DAYS - 800))
    first = first.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return draw.choice(SENDERS), draw.choice(HOSTS), first, last


def _pair(draw: Random) -> str:
    visitor, host, first, last = _month(draw)
    return f"/api/v1/visits/?visitor_country={visitor}&host={host}&from={first}&until={last}"


def _peer(draw: Random) -> str:
    visitor, host, first, last = _month(draw)
    asked = f"visitor={visitor}&host={host}&first={first}&last={last}&today={TODAY}"
    return f"/peers/rows/?{asked}"


def _table_rows(draw: Random) -> str:
    visitor, host, first, last = _month(draw)
    near = first - timedelta(days=62)
    asked = f"visitor_country={visitor}&host={host}&start_day__gte={near}&start_day__lte={last}"
    shaped = "".join(f"&_json={name}" for name in NESTED)
    shape = f"&_shape=objects&_size={PAGE}&_sort=start_day{shaped}{COUNTED}"
    return f"/visits/visits.json?{asked}&end_day__gte={first}{shape}"


def _with_officials(wanted: int) -> None:
    """Officials who never travelled, so that there are as many as wanted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM visits_official")
        (there,) = cursor.fetchone()
        if there < wanted:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(_MORE_OFFICIALS, [wanted - there])
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("ANALYZE visits_official")


def _far_cursor(page: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT start_earliest, id FROM visits_visit ORDER BY start_earliest, id "
            "OFFSET %s LIMIT 1",
            [page * PAGE],
        )
        return Cursor(cursor.fetchone()).written()


def _rounds(asked: dict[str, Address]) -> dict[str, list[list[float]]]:
    took: dict[str, list[list[float]]] = {name: [] for name in asked}
    draws = {name: Random(SEED) for name in asked}
    with ThreadPoolExecutor(CLIENTS) as clients:
        for turn in range(ROUNDS + 1):
            for name, address in asked.items():
                wanted = [address(draws[name]) for _ in range(AT_ONCE)]
                times = list(clients.map(_timed, wanted))
                # The first turn warms the caches of all.
                if turn:
                    took[name].append(times)
    return took


_kept = threading.local()


def _timed(wanted: tuple[str, dict[str, str]]) -> float:
    """Milliseconds until the whole answer was there."""
    began = time.perf_counter()
    answer = _asked(*wanted)
    took = time.perf_counter() - began
    if answer.status not in (200, 304):
        raise RuntimeError(f"{wanted[0]} answers {answer.status}")
    return 1000 * took


def _asked(address: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
    """The client's own connections are kept, as programs keep them, and opened anew where ended."""
    if not hasattr(_kept, "pool"):
        _kept.pool = urllib3.PoolManager()
    pool: urllib3.PoolManager = _kept.pool
    return pool.request("GET", address, headers=headers, timeout=60, retries=1)
