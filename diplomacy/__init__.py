"""The project around the `visits` application: settings, servers, workers."""

from __future__ import annotations

from diplomacy.celery import app as celery_app

__all__ = ["celery_app"]
