"""Number words joined into the numbers that they spell: "twenty-fourth", "nineteen ninety-six"."""

from __future__ import annotations

_CENTURIES = range(11, 22)


def compose(tags: list[str], starts: list[int], ends: list[int], values: list[int]) -> None:
    """Join neighbouring number words in place; what spells a year becomes a year token."""
    read = write = 0
    while read < len(tags):
        stop, tag, value = read + 1, tags[read], values[read]
        if tag == "c" and value > 0:
            stop, tag, value = _read(tags, values, read)
        tags[write], values[write] = tag, value
        starts[write], ends[write] = starts[read], ends[stop - 1]
        read, write = stop, write + 1
    for column in (tags, starts, ends, values):
        del column[write:]


def _read(tags: list[str], values: list[int], index: int) -> tuple[int, str, int]:
    """The end, class and value of the number that starts at the index."""
    stop, tag, value = _below_hundred(tags, values, index)
    if tag != "c":
        return stop, tag, value
    if _is(tags, values, stop, 1000):
        rest_stop, rest = _rest(tags, values, stop + 1)
        return rest_stop, "Y" if value in (1, 2) else "c", value * 1000 + rest
    if _is(tags, values, stop, 100):
        rest_stop, rest = _rest(tags, values, stop + 1)
        return rest_stop, "Y" if value in _CENTURIES else "c", value * 100 + rest
    if value in _CENTURIES and stop < len(tags) and tags[stop] == "c" and 10 <= values[stop] < 100:
        tail_stop, tail_tag, tail = _below_hundred(tags, values, stop)
        if tail_tag == "c":
            return tail_stop, "Y", value * 100 + tail
    return stop, "c", value


def _rest(tags: list[str], values: list[int], index: int) -> tuple[int, int]:
    """What follows "two thousand" or "nineteen hundred", itself perhaps with hundreds."""
    start = index + 1 if index < len(tags) and tags[index] == "&" else index
    if start >= len(tags) or tags[start] != "c" or not 0 < values[start] < 100:
        return index, 0
    stop, tag, value = _below_hundred(tags, values, start)
    if tag != "c":
        return index, 0
    if _is(tags, values, stop, 100):
        tail_stop, tail = _rest(tags, values, stop + 1)
        return tail_stop, value * 100 + tail
    return stop, value


def _below_hundred(tags: list[str], values: list[int], index: int) -> tuple[int, str, int]:
    value = values[index]
    if value < 20 or value > 90 or value % 10:
        return index + 1, "c", value
    after = index + 2 if index + 1 < len(tags) and tags[index + 1] == "-" else index + 1
    if after < len(tags) and tags[after] in "co" and 0 < values[after] < 10:
        return after + 1, tags[after], value + values[after]
    return index + 1, "c", value


def _is(tags: list[str], values: list[int], index: int, value: int) -> bool:
    return index < len(tags) and tags[index] == "c" and values[index] == value
