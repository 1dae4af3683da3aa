"""The word "now", which tells a day as an end of a range alone."""

from __future__ import annotations

from visits.extraction.dates.mentions import Mention
from visits.extraction.dates.tokens import Tokens


def drop_now(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    return [
        mention
        for mention in mentions
        if mention.end > mention.start + 1 or tokens.tags[mention.start] != "J"
    ]
