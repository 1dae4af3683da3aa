"""Papers that a visit ended with: those that editors put in, and those that its news names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visits.extraction.sentences import split_sentences
from visits.models import Announcement, Claim, OutcomeDocument

MOST_NAMED = 8
# Words for joint statements, communiqués, treaties and signed memoranda, in the five languages.
_NAMES = (
    r"joint (press )?(statement|communiqu[eé]|declaration)|communiqu[eé]|"
    r"memorand(um|a) of understanding|sign(ed|ing)( of)? (an? |the |several |\w+ )?"
    r"(agreement|treaty|protocol|document)s?|"
    r"d[eé]claration (commune|conjointe)|communiqu[eé] conjoint|"
    r"declaraci[oó]n (conjunta|conjuntos)|comunicado conjunto|memor[aá]ndum de entendimiento|"
    r"совместн(ое|ого|ом) (заявлени|коммюнике)|联合(声明|公报|宣言)|谅解备忘录"
)
_NAMED = re.compile(_NAMES, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence of an announcement that names a paper: `before + name + after`."""

    announcement: Announcement
    before: str
    name: str
    after: str


def documents_of(claims: Sequence[Claim]) -> list[OutcomeDocument]:
    """What editors put in for whichever visit holds these claims, the first added first."""
    keys = [claim.key for claim in claims]
    found = OutcomeDocument.objects.filter(claim__in=keys, removed_at=None)
    return list(found.select_related("editor"))


def documents_named(claims: Sequence[Claim]) -> tuple[Named, ...]:
    """Sentences that name a paper, from the announcements of the claims as they were published."""
    told = {claim.announcement_id for claim in claims}
    rows = Announcement.objects.filter(pk__in=told, text__iregex=_NAMES)
    found = [
        named
        for row in rows.select_related("source").defer("signature").order_by("published_at", "pk")
        for named in _named_in(row)
    ]
    return tuple({(one.before, one.name, one.after): one for one in found}.values())[:MOST_NAMED]


def _named_in(announcement: Announcement) -> Iterator[Named]:
    text = announcement.text
    for sentence in split_sentences(text, titled=bool(announcement.title)):
        words = text[sentence.start : sentence.end]
        if named := _NAMED.search(words):
            start, end = named.span()
            yield Named(announcement, words[:start], words[start:end], words[end:])
