"""The process that parses: documents on stdin, what was read of them on stdout.

`python -m visits.ingest.child MEMORY SECONDS`. It limits itself before it reads anything, knows
no settings and opens no connection.
"""

from __future__ import annotations

import os
import resource
import sys

from visits.ingest.parsers import parse
from visits.ingest.wire import NO_MEMORY, unpacked, written


def limit(memory: int, seconds: int) -> None:
    """No more address space and processor time than this, and no file to write to.

    A system that cannot limit address space (macOS) keeps the limits of time alone.
    """
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main() -> int:
    memory, seconds = (int(word) for word in sys.argv[1:3])
    limit(memory, seconds)
    try:
        documents = unpacked(sys.stdin.buffer.read())
        answer = written([parse(body, hints) for body, hints in documents])
    except MemoryError:
        # There may be none left to print what happened, nor to leave in order.
        os._exit(NO_MEMORY)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
