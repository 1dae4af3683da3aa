from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import redis as redis_py
from django.conf import LazySettings
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.faults.servers import OwnServers
from tests.faults.site import Feed, Site
from visits.models import ReferenceLoad
from visits.sample import SampleAnnouncement
from visits.services.reference import load_countries

TEMPLATE = "faults_template"
Baseline = Callable[[list[SampleAnnouncement]], dict[str, list[str]]]
_number = count(1)


@pytest.fixture(scope="session")
def own_servers() -> Iterator[OwnServers]:
    servers = OwnServers()
    yield servers
    servers.end()


@pytest.fixture(scope="session")
def template(own_servers: OwnServers, django_db_blocker: DjangoDbBlocker) -> str:
    """A migrated database with countries, to be copied."""
    own_servers.run(f"CREATE DATABASE {TEMPLATE}")
    with tempfile.TemporaryDirectory() as folder:
        made = Site(own_servers, TEMPLATE, Feed(), Path(folder))
        made.feed.close()
        made.command("manage.py", "migrate", "--verbosity", "0")
    with django_db_blocker.unblock(), _connected(own_servers, TEMPLATE):
        load_countries()
        ReferenceLoad.objects.create(version="countries alone")
    return TEMPLATE


class _connected:
    """This process's connection leads to that database while the block lasts."""

    def __init__(self, servers: OwnServers, database: str) -> None:
        self._wanted = servers.places.database() | {"NAME": database}

    def __enter__(self) -> None:
        connection.close()
        self._before = {key: connection.settings_dict[key] for key in self._wanted}
        connection.settings_dict.update(self._wanted)

    def __exit__(self, *_: object) -> None:
        connection.close()
        connection.settings_dict.update(self._before)


@pytest.fixture
def site(
    own_servers: OwnServers,
    template: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    settings: LazySettings,
) -> Iterator[Site]:
    """An empty site, and this process's connection leads to its database."""
    database = f"faults_{next(_number)}"
    own_servers.run(f"CREATE DATABASE {database} TEMPLATE {template}")
    redis_py.Redis(unix_socket_path=str(own_servers.places.valkey_socket)).flushall()
    feed = Feed()
    settings.OUTBOUND_ALLOW = frozenset({feed.address})
    made = Site(own_servers, database, feed, tmp_path)
    with django_db_blocker.unblock(), _connected(own_servers, database):
        yield made
        made.end()
    feed.close()
    own_servers.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


@pytest.fixture(scope="session")
def faultless(
    own_servers: OwnServers, template: str, django_db_blocker: DjangoDbBlocker
) -> Baseline:
    """What a run without faults makes of a stream: done once a stream, in a database of its own."""
    kept: dict[str, dict[str, list[str]]] = {}

    def run(items: list[SampleAnnouncement]) -> dict[str, list[str]]:
        name = repr([(item.id, item.text) for item in items])
        if name not in kept:
            kept[name] = _run(items)
        return kept[name]

    def _run(items: list[SampleAnnouncement]) -> dict[str, list[str]]:
        database = f"faults_{next(_number)}"
        own_servers.run(f"CREATE DATABASE {database} TEMPLATE {template}")
        feed = Feed()
        with (
            tempfile.TemporaryDirectory() as folder,
            django_db_blocker.unblock(),
            _connected(own_servers, database),
            override_settings(OUTBOUND_ALLOW=frozenset({feed.address})),
        ):
            made = Site(own_servers, database, feed, Path(folder))
            made.publish(items)
            found = made.settle()
        feed.close()
        own_servers.run(f"DROP DATABASE {database} WITH (FORCE)")
        return found

    return run
