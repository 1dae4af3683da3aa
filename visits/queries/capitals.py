"""Two capitals: field by field what the visitor's side and the host's side say of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from visits.linking.edtf import window_from_edtf
from visits.models import Claim, Country, Visit
from visits.queries.claim_words import value_said
from visits.queries.evidence import VISIT_FACTS, Quote, quote_of
from visits.queries.wording import city_name
from visits.reference import coordinates
from visits.reference.folding import fold
from visits.terms import VisitStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_DAYS = frozenset({"start", "end"})
# What a visit goes through in time: two of these don't contradict each other.
_COURSE = {
    VisitStatus.INVITED,
    VisitStatus.PLANNED,
    VisitStatus.ONGOING,
    VisitStatus.COMPLETED,
}
# Where the two sides stand to each other on a field: code → words.
SAME, CLOSE, DIFFERS, ONE = "same", "close", "differs", "one"
AGREEMENT = {
    SAME: pgettext_lazy("two capitals", "same"),
    CLOSE: _("fits, one is more exact"),
    DIFFERS: pgettext_lazy("two capitals", "differs"),
    ONE: _("one side only"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A field with the latest that each side said of it; `code` is one of AGREEMENT."""

    field: str
    label: StrOrPromise
    visitor: Quote | None
    host: Quote | None
    code: str

    @property
    def words(self) -> StrOrPromise:
        later = self.field == "status" and self.code == CLOSE
        return _("fits, one is later") if later else AGREEMENT[self.code]


@dataclass(frozen=True, slots=True)
class TwoCapitals:
    """`visitor` and `host` are names of capitals; `silent` is the one that says nothing, or ""."""

    visitor: str
    host: str
    rows: tuple[Row, ...]
    silent: str

    @property
    def differences(self) -> int:
        return sum(row.code == DIFFERS for row in self.rows)


def two_capitals(visit: Visit, claims: Sequence[Claim]) -> TwoCapitals | None:
    """What both sides say; None where neither of them has said anything itself."""
    sender, host = visit.visitor_country, visit.host
    if sender is None or sender == host:
        return None
    ours = [claim for claim in claims if claim.side_id == sender.pk]
    theirs = [claim for claim in claims if claim.side_id == host.pk]
    if not (ours or theirs):
        return None
    rows = [
        row
        for field, label in VISIT_FACTS.items()
        if (row := _row(field, label, _latest(field, ours), _latest(field, theirs)))
    ]
    silent = "" if ours and theirs else capital_of(host if ours else sender)
    return TwoCapitals(capital_of(sender), capital_of(host), tuple(rows), silent)


def capital_of(country: Country) -> str:
    """The capital, by which its government is called; the country where it has none."""
    capital = coordinates.capital_of(country.pk)
    return city_name(country.pk, capital) if capital else str(country)


def _latest(field: str, claims: Sequence[Claim]) -> Quote | None:
    told = next((claim for claim in reversed(claims) if value_said(claim, field)), None)
    quote = quote_of(told, field) if told else None
    return quote if quote and quote.said else None


def _row(field: str, label: StrOrPromise, visitor: Quote | None, host: Quote | None) -> Row | None:
    if not (visitor or host):
        return None
    if not (visitor and host):
        return Row(field, label, visitor, host, ONE)
    ours, theirs = value_said(visitor.claim, field) or "", value_said(host.claim, field) or ""
    return Row(field, label, visitor, host, _agreement(field, ours, theirs))


def _agreement(field: str, ours: str, theirs: str) -> str:
    if fold(ours) == fold(theirs):
        return SAME
    if field == "status":
        return CLOSE if {ours, theirs} <= _COURSE else DIFFERS
    if field in _DAYS:
        return CLOSE if _overlap(ours, theirs) else DIFFERS
    words = [set(fold(side).replace(",", " ").split()) for side in (ours, theirs)]
    return CLOSE if words[0] <= words[1] or words[1] <= words[0] else DIFFERS


def _overlap(ours: str, theirs: str) -> bool:
    one, other = window_from_edtf(ours), window_from_edtf(theirs)
    if one is None or other is None:
        return False
    first = max(one.earliest or date.min, other.earliest or date.min)
    return first <= min(one.latest or date.max, other.latest or date.max)
