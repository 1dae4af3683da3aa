from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplomacy import environment
from diplomacy.failures import CONFIGURATION, OperationalFailure
from diplomacy.settings.secret import secret_key

NAME = "VISITBOOK_TEST_VALUE"


@pytest.mark.parametrize(
    ("read", "given", "expected"),
    [
        (environment.switch, "1", True),
        (environment.switch, "Off", False),
        (environment.switch, "", False),
        (lambda name: environment.fraction(name, 0.5), "0.8", 0.8),
        (lambda name: environment.fraction(name, 0.5), "", 0.5),
        (lambda name: environment.whole(name, 7), "12", 12),
        (lambda name: environment.whole(name, 7), " ", 7),
        (environment.day, "2025-04-01", date(2025, 4, 1)),
        (environment.day, "", None),
        (environment.words, "a, b,,c ", ["a", "b", "c"]),
        (environment.addresses, "127.0.0.1:8000, [::1]:9", {"127.0.0.1:8000", "[::1]:9"}),
        (environment.web_address, "https://visits.example.org/", "https://visits.example.org"),
        (environment.web_address, "", ""),
        (environment.redis_url, "redis://localhost:6379/1", "redis://localhost:6379/1"),
        (lambda name: environment.folder(name, Path("/else")), "/srv/var", Path("/srv/var")),
        (lambda name: environment.folder(name, Path("/else")), "", Path("/else")),
        (environment.database, "", None),
    ],
)
def test_reader_of_a_well_formed_value(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], Any], given: str, expected: object
) -> None:
    monkeypatch.setenv(NAME, given)

    assert read(NAME) == expected


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (environment.switch, "maybe"),
        (lambda name: environment.fraction(name, 0.5), "1.5"),
        (lambda name: environment.fraction(name, 0.5), "nan"),
        (lambda name: environment.whole(name, 7), "-1"),
        (lambda name: environment.whole(name, 7, least=1, most=65535), "65536"),
        (lambda name: environment.whole(name, 7), "７"),
        (environment.day, "2025-4-1"),
        (environment.day, "20250401"),
        (environment.day, "2025-02-30"),
        (environment.addresses, "127.0.0.1"),
        (environment.addresses, "127.0.0.1:70000"),
        (environment.addresses, "http://127.0.0.1:80"),
        (environment.web_address, "visits.example.org"),
        (environment.web_address, "https://visits.example.org/path"),
        (environment.redis_url, "localhost:6379"),
        (lambda name: environment.folder(name, Path("/else")), "var"),
        (environment.database, "mysql://root@localhost/visits"),
        (environment.database, "postgresql://localhost:port/visits"),
        (environment.database, "postgresql://localhost"),
    ],
)
def test_reader_of_a_malformed_value_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], Any], given: str
) -> None:
    monkeypatch.setenv(NAME, given)

    with pytest.raises(OperationalFailure) as failure:
        read(NAME)

    assert failure.value.code == CONFIGURATION
    assert failure.value.message.split()[0] == NAME


def test_database_url_with_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "postgresql://us%40er:p%2Fw@db.example:5433/visits?sslmode=require")

    assert environment.database(NAME) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "visits",
        "USER": "us@er",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_url_of_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "postgres://visitbook@/visits?host=/run/postgresql")

    found = environment.database(NAME)

    assert found is not None
    assert (found["HOST"], found["NAME"], found["OPTIONS"]) == ("/run/postgresql", "visits", {})


def test_malformed_secret_is_not_shown() -> None:
    failure = environment.malformed("SECRET_KEY", "hunter2", "long enough")

    assert failure.message == "SECRET_KEY is malformed: its value is not long enough."


def test_secret_key_is_kept_between_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)

    first = secret_key(tmp_path / "var", required=False)

    assert len(first) > 60
    assert secret_key(tmp_path / "var", required=False) == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_secret_key_after_a_start_that_was_cut_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "secret_key").touch(mode=0o600)

    assert len(secret_key(tmp_path, required=False)) > 60


def test_secret_key_of_a_real_site_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(OperationalFailure) as failure:
        secret_key(tmp_path, required=True)

    assert failure.value.code == CONFIGURATION
    assert list(tmp_path.iterdir()) == []


def test_secret_key_that_is_short_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "short")

    with pytest.raises(OperationalFailure) as failure:
        secret_key(tmp_path, required=True)

    assert failure.value.code == CONFIGURATION
