"""The peers' own environment under var/, made from bench/requirements.txt with hashes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.txt"


def peer_python(var: Path) -> Path:
    """The interpreter of the peers' environment; made where it is missing or its lock changed."""
    folder = var / "bench-venv"
    python = folder / "bin" / "python"
    stamp = folder / "lock.sha256"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return python
    print("Making the peers' environment (once) ...", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
    subprocess.run(install, check=True)
    stamp.write_text(digest)
    return python


def run_peer(var: Path, script: str, *arguments: str) -> dict[str, Any]:
    """What a peer script prints as its last line, a JSON object."""
    command = [str(peer_python(var)), str(HERE / "peers" / script), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
