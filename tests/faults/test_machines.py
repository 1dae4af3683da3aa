"""Workers that share nothing but two URLs."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.faults.conftest import Baseline
from tests.faults.dump import dump
from tests.faults.proxy import Proxy
from tests.faults.site import Site
from tests.faults.stream import stream

pytestmark = [pytest.mark.faults, pytest.mark.worker]
# A command with a view of the file system that is its own.
APART = ("unshare", "--mount", "--propagation", "private", "sh", "-c")


def can_be_apart() -> bool:
    """Whether this user may give a process a file system of its own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*APART, "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False)
    return tried.returncode == 0


def test_workers_on_two_machines_need_nothing_but_two_urls(site: Site, faultless: Baseline) -> None:
    """Each is reached over TCP, from an environment of its own, with a folder of its own.

    Where the user may, each also has a file system in which the servers' sockets and the other
    one's files do not exist.
    """
    items = stream(64)
    wanted = faultless(items)
    site.publish(items)
    site.beat()
    proxies = [
        Proxy(str(site.servers.places.sockets / ".s.PGSQL.5432")),
        Proxy(str(site.servers.places.valkey_socket)),
    ]
    site.database = f"postgresql://visitbook@127.0.0.1:{proxies[0].port}/{site.name}"
    site.broker = f"redis://127.0.0.1:{proxies[1].port}/0"
    apart = can_be_apart()
    hidden = [str(site.servers.folder), str(site.folder)]

    for name in ("w1", "w2"):
        site.worker(name, within=_covering(hidden) if apart else ())

    site.wait(site.is_done, 120)
    assert dump() == wanted
    assert site.dead() == 0
    logs = [(site.folder / f"{name}.log").read_text() for name in ("w1", "w2")]
    assert [log.count("extract_announcements") > 1 for log in logs] == [True, True]
    print(f"each with a file system of its own: {apart}")
    for proxy in proxies:
        proxy.close()


def _covering(folders: list[str]) -> tuple[str, ...]:
    """What runs a command where these folders are empty."""
    mounts = " && ".join(f"mount -t tmpfs tmpfs '{folder}'" for folder in folders)
    return (*APART, f'{mounts} && exec "$0" "$@"')
