"""Pages for four people at once among a million visits, beside Datasette serving the same table."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote

import requests
from django.conf import settings
from django.db import connection
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from bench.environment import peer_python
from bench.figures import Figure
from bench.pages_table import COUNTED, table_of
from bench.scale import stored
from bench.scale_rows import DAY_ONE, DAYS, person
from diplomacy.run.web import web_command

HOST = "127.0.0.1"
CLIENTS = 4
ROUNDS, AT_ONCE = 5, 32
TODAY = date(2015, 4, 10)
SEED = 20250401
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Page:
    """`ours` and `theirs` make an address from a draw; `limit` is of our 95th percentile in ms."""

    name: str
    ours: Callable[[Random], str]
    theirs: Callable[[Random], str]
    limit: float | None = None


def measure(visits: int, var: Path) -> list[Figure]:
    """The 95th percentile of each page, ours and Datasette's in turns so that both are served
    while the machine is as busy."""
    with stored(visits):
        database = str(connection.settings_dict["NAME"])
        table = table_of(visits, var)
        pages = _pages(visits)
        with site(database) as ours, datasette(table, var) as theirs:
            took = _rounds(pages, ours, theirs)
    figures = []
    for page in pages:
        for side, limit in (("Visitbook", page.limit), ("Datasette", None)):
            times = sorted(took[page.name, side])
            p95, middle = times[int(len(times) * 0.95)], times[len(times) // 2]
            figures.append(
                Figure(f"{side}: {page.name}, p95 of {CLIENTS} at once", p95, "ms", limit)
            )
            figures.append(Figure(f"{side}: {page.name}, median", middle, "ms"))
    figures.append(Figure("visits stored", visits, "visits"))
    figures.append(
        Figure("load of the machine over the last minute", os.getloadavg()[0], "processes")
    )
    return figures


def _pages(visits: int) -> list[Page]:
    return [
        Page("month", _month("/calendar/{0.year}/{0.month}/"), _between(31), 200),
        Page(
            "month of a host", _month("/calendar/{0.year}/{0.month}/?host=US"), _between(31, "US")
        ),
        Page("itinerary", lambda draw: f"/itineraries/{_row(draw, visits)}/", _one(visits), 60),
        Page("search", lambda draw: f"/search/?q={_name(draw, visits)}", _words(visits), 150),
        Page("week", _month("/calendar/week/{0.year}/{0.month}/{0.day}/"), _between(7)),
        Page("lanes", _month("/calendar/lanes/{0.year}/{0.month}/{0.day}/"), _between(56)),
        Page("year", _month("/calendar/{0.year}/"), _between(366)),
    ]


def _day(draw: Random) -> date:
    return DAY_ONE + timedelta(days=400 + draw.randrange(DAYS - 800))


def _row(draw: Random, visits: int) -> int:
    return 1 + draw.randrange(visits)


def _name(draw: Random, visits: int) -> str:
    return quote(person(1 + draw.randrange(visits // 10 - 40))["name"])


def _month(form: str) -> Callable[[Random], str]:
    return lambda draw: form.format(_day(draw))


def _between(days: int, host: str = "") -> Callable[[Random], str]:
    def address(draw: Random) -> str:
        first = _day(draw)
        last = first + timedelta(days=days)
        asked = f"start_day__lte={last}&end_day__gte={first}&_size=100&_sort=start_day"
        return f"/visits/visits?{asked}" + (f"&host={host}" if host else "") + COUNTED

    return address


def _one(visits: int) -> Callable[[Random], str]:
    return lambda draw: f"/visits/visits/{_row(draw, visits)}"


def _words(visits: int) -> Callable[[Random], str]:
    return lambda draw: f"/visits/visits?_search={_name(draw, visits)}{COUNTED}"


def _rounds(pages: list[Page], ours: str, theirs: str) -> dict[tuple[str, str], list[float]]:
    took: dict[tuple[str, str], list[float]] = {}
    draws = {side: Random(SEED) for side in ("Visitbook", "Datasette")}
    with ThreadPoolExecutor(CLIENTS) as clients:
        for turn in range(ROUNDS + 1):
            for page in pages:
                for side, base, form in (
                    ("Visitbook", ours, page.ours),
                    ("Datasette", theirs, page.theirs),
                ):
                    addresses = [base + form(draws[side]) for _ in range(AT_ONCE)]
                    times = list(clients.map(_fetched, addresses))
                    # The first turn warms the caches of both.
                    if turn:
                        took.setdefault((page.name, side), []).extend(times)
    return took


_kept = threading.local()


def _session() -> requests.Session:
    """The client's own connections, kept as a browser keeps them: one that the server ended while
    it was idle is opened anew, within the time that is measured."""
    if not hasattr(_kept, "session"):
        _kept.session = requests.Session()
        _kept.session.mount("http://", HTTPAdapter(max_retries=Retry(1, allowed_methods={"GET"})))
    session: requests.Session = _kept.session
    return session


def _fetched(address: str) -> float:
    """Milliseconds until the whole page was there."""
    began = time.perf_counter()
    answer = _session().get(address, timeout=60)
    took = time.perf_counter() - began
    answer.raise_for_status()
    return 1000 * took


@contextmanager
def site(database: str, **more: str) -> Iterator[str]:
    """Our site as `make run` serves it, on the database; `more` of its environment."""
    told = connection.settings_dict
    port = free_port()
    host = quote(told["HOST"], safe="")
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{told['USER']}@/{database}?host={host}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "VISITBOOK_DEMO": "1",
        "VISITBOOK_TODAY": TODAY.isoformat(),
        "HTTPS_ONLY": "0",
        "LOG_LEVEL": "WARNING",
        **more,
    }
    with served(web_command(HOST, port), environment, f"http://{HOST}:{port}") as base:
        yield base


@contextmanager
def datasette(table: Path, var: Path) -> Iterator[str]:
    port = free_port()
    command = [str(peer_python(var)), "-m", "datasette", "serve", "-i", str(table)]
    options = ["--port", str(port), "--setting", "sql_time_limit_ms", "20000"]
    base = f"http://{HOST}:{port}"
    with served([*command, *options], dict(os.environ), base) as found:
        yield found


@contextmanager
def served(command: list[str], environment: dict[str, str], base: str) -> Iterator[str]:
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            requests.get(base, timeout=30)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{base} does not answer")


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port
