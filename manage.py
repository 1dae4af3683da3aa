#!/usr/bin/env python
"""Django's command line for Visitbook."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from diplomacy.failures import reported


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    with reported():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
