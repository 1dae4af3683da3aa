"""Rows as Parquet, a row group for some portions at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from visits.queries.rows.context import Row

_GROUP = 10_000
_NAMES = pa.list_(pa.string())
_TYPES = {
    "id": pa.int64(),
    "itinerary": pa.int64(),
    "rank": pa.int16(),
    "voices": pa.int32(),
    "confidence": pa.float64(),
    "changed_at": pa.timestamp("us", tz="UTC"),
    **dict.fromkeys(("members", "cities", "participants", "participant_countries"), _NAMES),
    **dict.fromkeys(("stated", "accepted", "confirmed_by_both"), pa.bool_()),
}


class _Sink(io.RawIOBase):
    """Where the writer writes; what it wrote is taken away portion by portion."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, part: object) -> int:
        told = bytes(part)  # type: ignore[call-overload]  # any buffer
        self._parts.append(told)
        self._at += len(told)
        return len(told)

    def taken(self) -> bytes:
        told = b"".join(self._parts)
        self._parts.clear()
        return told


def parquet_of(columns: Iterable[str], portions: Iterable[list[Row]]) -> Iterator[bytes]:
    """Typed columns: days as dates, people and cities as lists."""
    schema = pa.schema([(name, _type(name)) for name in columns])
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        waiting: list[Row] = []
        for rows in portions:
            waiting += rows
            if len(waiting) >= _GROUP:
                writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
                waiting = []
                yield sink.taken()
        if waiting:
            writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
    yield sink.taken()


def _type(name: str) -> pa.DataType:
    if name.endswith(("_earliest", "_latest")):
        return pa.date32()
    return _TYPES.get(name, pa.string())
