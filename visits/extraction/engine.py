"""The version of the reading engine: claims carry it, and a newer one supersedes them."""

from __future__ import annotations

ENGINE = "reader-1"
