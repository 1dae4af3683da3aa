"""Parsing in a process of its own, so that a document can harm nothing but its own reading."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from visits.ingest.items import Parsed
from visits.ingest.wire import NO_MEMORY, Documents, packed, read

MEMORY = 768 * 1024 * 1024
SECONDS = 30
#: As long as the processor time, and some for waiting on a busy machine.
WAIT = 60.0
_ROOT = Path(__file__).resolve().parent.parent.parent
#: What the process is told of ours: no passwords, no addresses.
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


class ParsingFailed(Exception):
    """The document could not be parsed within its limits; the message says why."""


def parse_apart(
    documents: Documents, *, memory: int = MEMORY, seconds: int = SECONDS, wait: float = WAIT
) -> list[Parsed]:
    """What is read of each document, in order. Raises ParsingFailed.

    Nothing that the process says is trusted but its data: it answers in JSON.
    """
    if not documents:
        return []
    command = [sys.executable, "-m", "visits.ingest.child", str(memory), str(seconds)]
    try:
        done = subprocess.run(
            command,
            input=packed(documents),
            capture_output=True,
            cwd=_ROOT,
            env=_environment(),
            timeout=wait,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise ParsingFailed(f"parsing took longer than {wait:g} s and was ended") from problem
    if done.returncode != 0:
        raise ParsingFailed(_reason(done.returncode, done.stderr, memory, seconds))
    try:
        return read(done.stdout)
    except (ValueError, KeyError, TypeError) as problem:
        raise ParsingFailed(f"parsing gave no answer: {problem}") from problem


def parse_each(documents: Documents) -> list[Parsed]:
    """As `parse_apart`, but one that can't be parsed harms no other: it has a problem instead."""
    try:
        return parse_apart(documents)
    except ParsingFailed as problem:
        if len(documents) == 1:
            return [Parsed((), (str(problem),), whole=False)]
    return [parsed for document in documents for parsed in parse_each([document])]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    coverage = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {**kept, **coverage, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"}


def _reason(code: int, said: bytes, memory: int, seconds: int) -> str:
    last = said.decode(errors="replace").strip().splitlines()[-1:]
    if code == NO_MEMORY or "MemoryError" in "".join(last):
        return f"parsing took more than {memory // 2**20} MiB of memory and was ended"
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"parsing took more than {seconds} s of processor time and was ended"
    return f"parsing ended with {code}: {''.join(last)[:300]}"
