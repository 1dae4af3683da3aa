"""Databases with many visits, one for each number of them, kept under the server for later runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bench.scale_rows import HOSTS, SENDERS, World
from visits.models import Country, ReferenceLoad
from visits.services.reference import load_countries

VERSION = 4


@contextmanager
def stored(visits: int) -> Iterator[None]:
    """The connection leads to a database with so many visits, made where it is not there yet."""
    before = connection.settings_dict["NAME"]
    name = f"bench_{visits}"
    if _kept(name) != str(VERSION):
        _make(name, visits)
    _switch(name)
    try:
        _bring_up_to_date()
        yield
    finally:
        _switch(before)


def _bring_up_to_date() -> None:
    """Migrations of later than the generating only add to the tables; their rows are kept."""
    plan = MigrationExecutor(connection)
    if plan.migration_plan(plan.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _kept(name: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        row = cursor.fetchone()
    return row[0].split()[0] if row and row[0] else None


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _make(name: str, visits: int) -> None:
    before = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    _switch(name)
    try:
        call_command("migrate", verbosity=0)
        load_countries()
        ReferenceLoad.objects.create(version="countries alone")
        assert Country.objects.filter(code__in={*HOSTS, *SENDERS}).count() == len(
            {*HOSTS, *SENDERS}
        )
        with connection.cursor() as cursor:
            # Foreign keys and triggers are not asked row by row: the generator keeps to them.
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET synchronous_commit = off")
        World(visits).write()
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("VACUUM ANALYZE")
            cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{VERSION}'")
    finally:
        _switch(before)
