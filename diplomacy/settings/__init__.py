"""Settings, read once from the environment; docs/operations.md lists the variables."""

from __future__ import annotations

from diplomacy.settings.accounts import *  # noqa: F403  settings modules are namespaces
from diplomacy.settings.api import *  # noqa: F403  settings modules are namespaces
from diplomacy.settings.base import *  # noqa: F403  settings modules are namespaces
from diplomacy.settings.jobs import *  # noqa: F403  settings modules are namespaces
from diplomacy.settings.site import *  # noqa: F403  settings modules are namespaces
