"""The private servers, in folders of their own: started, adopted, stopped, broken and mended."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
import pytest

from diplomacy.embedded.binaries import copied, programs
from diplomacy.embedded.folders import lay_out, told
from diplomacy.embedded.leases import Lease
from diplomacy.embedded.places import LONGEST_SOCKET_PATH, Places
from diplomacy.embedded.postgres import Postgres
from diplomacy.embedded.valkey import Valkey
from diplomacy.failures import DISK_FULL, NO_PLACE, OperationalFailure, reported

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.faults

# A process that takes a share in the servers, says so, and waits for a line before it leaves.
USER = """
import sys
from pathlib import Path
from diplomacy.embedded import ensure
from diplomacy.embedded.places import Places
ensure(Places(Path(sys.argv[1])))
print("there", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def places() -> Iterator[Places]:
    """An empty place that any account can enter; its servers are stopped at the end."""
    # Not pytest's own folder: it is closed to the account that root's server runs as.
    folder = Path(tempfile.mkdtemp(prefix="visitbook-"))
    folder.chmod(0o755)
    made = Places(folder / "var")
    yield made
    Postgres(made).stop()
    Valkey(made).stop()
    shutil.rmtree(folder)


def user_of(places: Places) -> subprocess.Popen[str]:
    without = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(places.var)],
        cwd=ROOT,
        env=without,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "there\n"
    return process


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate("go\n", timeout=30)
    assert process.returncode == 0


def server_pid(places: Places) -> int:
    return int((places.data / "postmaster.pid").read_text().splitlines()[0])


def version_of(places: Places) -> str:
    connection = psycopg2.connect(
        dbname="visitbook", user="visitbook", host=str(places.sockets), port=5432
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])
    finally:
        connection.close()


def test_servers_stop_with_their_last_user(places: Places) -> None:
    first = user_of(places)
    pid = server_pid(places)
    second = user_of(places)

    leave(first)
    assert (server_pid(places), Valkey(places).answers()) == (pid, True)

    leave(second)
    assert (Postgres(places).answers(), Valkey(places).answers()) == (False, False)
    assert list(places.data.glob("postmaster.pid")) == []


def test_servers_of_a_killed_user_are_adopted_and_stopped(places: Places) -> None:
    killed = user_of(places)
    pid = server_pid(places)
    killed.kill()
    killed.communicate()

    heir = user_of(places)
    assert server_pid(places) == pid

    leave(heir)
    assert (Postgres(places).answers(), Valkey(places).answers()) == (False, False)


def test_postgres_is_the_version_of_production(places: Places) -> None:
    lay_out(places)

    Postgres(places).ensure()

    assert version_of(places).split(".")[0] == "18"


def test_postgres_after_a_half_finished_initdb(places: Places) -> None:
    lay_out(places)
    unfinished = places.postgres / "data.unfinished"
    (unfinished / "base").mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    Postgres(places).ensure()

    assert (Postgres(places).answers(), unfinished.exists()) == (True, False)


def test_postgres_after_being_killed(places: Places) -> None:
    lay_out(places)
    Postgres(places).ensure()
    killed = psutil.Process(server_pid(places))
    children = killed.children()
    killed.send_signal(signal.SIGKILL)
    psutil.wait_procs(children, timeout=20)

    Postgres(places).ensure()

    assert server_pid(places) != killed.pid


def test_postgres_whose_old_number_is_another_process_now(places: Places) -> None:
    lay_out(places)
    postgres = Postgres(places)
    postgres.ensure()
    noted = (places.data / "postmaster.pid").read_text()
    postgres.stop()
    recycled = noted.replace(noted.split()[0], str(os.getpid()), 1)
    (places.data / "postmaster.pid").write_text(recycled)
    (places.sockets / ".s.PGSQL.5432.lock").write_text(recycled)

    postgres.ensure()

    assert server_pid(places) != os.getpid()


def test_postgres_data_of_another_version_is_refused(places: Places) -> None:
    lay_out(places)
    places.data.mkdir(parents=True)
    (places.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(OperationalFailure) as failure:
        Postgres(places).ensure()

    assert failure.value.message == (
        f"{places.data} was made by PostgreSQL 17; this is PostgreSQL 18."
    )


def test_postgres_folder_without_a_database_is_left_alone(places: Places) -> None:
    lay_out(places)
    places.data.mkdir(parents=True)
    (places.data / "letters.txt").write_text("dear")

    with pytest.raises(OperationalFailure) as failure:
        Postgres(places).ensure()

    assert failure.value.message == f"{places.data} is there but holds no PostgreSQL database."
    assert (places.data / "letters.txt").read_text() == "dear"


def test_postgres_that_cannot_start_shows_its_log(places: Places) -> None:
    lay_out(places)
    postgres = Postgres(places)
    postgres.ensure()
    postgres.stop()
    (places.data / "postgresql.auto.conf").write_text("work_mem = 'much'\n")

    with pytest.raises(OperationalFailure) as failure:
        postgres.ensure()

    assert failure.value.message == "PostgreSQL's pg_ctl failed; its last lines are below."
    assert failure.value.remedy.count('invalid value for parameter "work_mem": "much"') == 1


def test_valkey_after_being_killed_leaves_its_socket(places: Places) -> None:
    lay_out(places)
    places.valkey_socket.touch()

    Valkey(places).ensure()

    assert Valkey(places).answers()


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone changes to another account")
def test_postgres_of_root_in_a_closed_folder(places: Places) -> None:
    places.var.parent.chmod(0o700)
    closed = Places(places.var)
    lay_out(closed)
    try:
        Postgres(closed).ensure()

        assert version_of(closed).split(".")[0] == "18"
        assert closed.base.parent == Path("/var/tmp")
        assert places.var.parent.stat().st_mode & 0o777 == 0o700
    finally:
        Postgres(closed).stop()
        shutil.rmtree(closed.base)


def test_programs_copied_for_another_account_run(places: Places) -> None:
    lay_out(places)
    package = programs(places).parent.parent

    for _ in range(2):
        copy = copied(package, places)

    said = subprocess.check_output([copy / "pginstall" / "bin" / "postgres", "--version"])
    assert said.split()[:2] == [b"postgres", b"(PostgreSQL)"]
    assert [folder.name for folder in places.base.glob("postgres-programs-*")] == [copy.parent.name]


def test_sockets_of_a_deep_checkout_are_kept_short(tmp_path: Path) -> None:
    deep = Places(tmp_path / ("deep" * 30) / "var")

    assert len(str(deep.sockets)) < LONGEST_SOCKET_PATH
    assert len(str(deep.valkey_socket)) < LONGEST_SOCKET_PATH
    assert deep.sockets != Places(tmp_path / ("deep" * 31) / "var").sockets


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, DISK_FULL), (errno.EACCES, NO_PLACE), (errno.EROFS, NO_PLACE)],
)
def test_disk_troubles_are_told(tmp_path: Path, number: int, code: int) -> None:
    with pytest.raises(OperationalFailure) as failure, told(tmp_path):
        raise OSError(number, os.strerror(number))

    assert failure.value.code == code


def test_lease_is_last_when_the_others_are_gone(tmp_path: Path) -> None:
    first, second = Lease(tmp_path / "in-use"), Lease(tmp_path / "in-use")
    assert first.is_last() is False

    second.give_back()

    assert first.is_last() is True
    first.give_back()


def test_failure_becomes_a_message_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end, reported():
        raise OperationalFailure("No room.", remedy="Make some.\nThen again.", code=DISK_FULL)

    assert end.value.code == DISK_FULL
    assert capsys.readouterr().err == "\nvisitbook: No room.\n  Make some.\n  Then again.\n"
