"""The site's own settings, with the peers of `bench api` beside it."""

from __future__ import annotations

from diplomacy.settings import *  # noqa: F403  settings modules are namespaces

ROOT_URLCONF = "bench.api_peers"
