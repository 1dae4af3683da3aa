"""How often somebody may do a thing, counted in the cache."""

from __future__ import annotations

import logging

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def count_one(*, what: str, who: str, most: int, seconds: int) -> bool:
    """Counts once more, and whether that is still within `most` of so many seconds.

    A cache that is away counts nothing and lets everybody in.
    """
    key = f"limit:{what}:{who}"
    try:
        cache.add(key, 0, timeout=seconds)
        return bool(cache.incr(key) <= most)
    except ValueError:
        # It ran out between the two calls: this is the first of a new stretch.
        return True
    except RedisError as error:
        logger.warning("The cache counts nothing: %s", error)
        return True
