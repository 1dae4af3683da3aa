"""Bytes → items, one module a format. Pure."""

from __future__ import annotations

from visits.ingest.items import Parsed
from visits.ingest.parsers.feeds import parse_feed
from visits.terms import SourceFormat

_PARSERS = {SourceFormat.ATOM: parse_feed, SourceFormat.RSS: parse_feed}


def parse(form: SourceFormat, body: bytes) -> Parsed:
    """The items of a source's answer; raises KeyError for a format that has no parser."""
    return _PARSERS[form](body)
