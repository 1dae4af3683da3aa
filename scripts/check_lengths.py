"""Files and functions that have grown past the limits of the project's style."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Folder, pattern, most lines. Functions are held by ruff (PLR0915).
LIMITS = [
    ("visits", "*.py", 300),
    ("diplomacy", "*.py", 300),
    ("tests", "*.py", 500),
    ("templates", "*.html", 120),
    ("static", "*.css", 300),
]
EXEMPT = {"migrations", "vendor", "__pycache__"}
BANNED = {"utils.py", "helpers.py", "common.py"}


def faults() -> Iterator[str]:
    for folder, pattern, most in LIMITS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if EXEMPT.intersection(path.parts):
                continue
            lines = len(path.read_text(encoding="utf-8").splitlines())
            shown = path.relative_to(ROOT)
            if lines > most:
                yield f"{shown}: {lines} lines, at most {most}"
            if path.name in BANNED:
                yield f"{shown}: a name that says nothing"


def main() -> int:
    found = list(faults())
    print("\n".join(found) if found else "All files keep to their length.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
