"""The words behind each fact of a visit or a meeting, and the claims that say otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.choices import CERTAINTIES, MEETING_FORMS, VISIT_KINDS, VISIT_STATUSES
from visits.models import Claim, Decision, Meeting, Visit
from visits.queries.wording import city_name, country_name, window_words
from visits.terms import Certainty, VisitKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VISIT_FACTS = {
    "visitors": _("Visitor"),
    "visitor_country": _("Sending country"),
    "host": _("Host country"),
    "city": _("City"),
    "start": _("First day"),
    "end": _("Last day"),
    "status": _("Status"),
    "kind": _("Kind of visit"),
    "purpose": _("Purpose"),
    "gathering": _("Gathering"),
}
MEETING_FACTS = {
    "participants": _("Participants"),
    "day": _("Day"),
    "form": _("Form"),
    "status": _("Status"),
    "country": _("Country"),
    "city": _("City"),
}
_TERMS = {str(value): words for value, words in (*VISIT_KINDS, *VISIT_STATUSES, *MEETING_FORMS)}
_CERTAINTIES = {str(value): words for value, words in CERTAINTIES}
# Where to look for the words of a field, the nearest first; a whole sentence is the last resort.
_SPANS: dict[str, tuple[str, ...]] = {
    "visitors": ("visitors", "visitor"),
    "visitor_country": ("visitor_country", "visitors", "visitor"),
    "host": ("destination", "host"),
    "city": ("destination_city", "city", "place_city", "destination", "place"),
    "start": ("start", "date", "within"),
    "end": ("end", "date", "within"),
    "day": ("date", "day", "within"),
    "country": ("place_country", "place", "place_city"),
}
# Where a claim keeps a field; a meeting's place has names of its own.
_KEPT = {
    "host": ("destination_country",),
    "city": ("destination_city", "place_city"),
    "country": ("place_country",),
    "start": ("new_start", "start"),
    "day": ("date",),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """What one claim says of one field; the sentence is `before + marked + after`.

    `stated` is None where the announcement has no words for the field: it was inferred.
    """

    claim: Claim
    field: str
    said: str
    before: str
    marked: str
    after: str
    stated: bool | None

    @property
    def card(self) -> str:
        """Address of the card of these words."""
        return f"/claims/{self.claim.pk}/{self.field}/"

    @property
    def place(self) -> str:
        """Address of the words in their announcement."""
        at = self.claim.announcement.get_absolute_url()
        return f"{at}?claim={self.claim.pk}&field={self.field}#claim-{self.claim.pk}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with the claims for it and against it; `reason` says why its value won."""

    field: str
    label: StrOrPromise
    value: Any
    reason: str
    locked: bool
    quotes: tuple[Quote, ...]
    dissent: tuple[Quote, ...]

    @property
    def sources(self) -> int:
        """How many announcements say it; one may do so in several sentences."""
        return len({quote.claim.announcement_id for quote in self.quotes})


@dataclass(frozen=True, slots=True)
class Link:
    """Why one claim was put beside another; `evidence` are names with their bits."""

    claim: Claim
    to: Claim
    bits: float
    evidence: tuple[tuple[str, float], ...]


def links_of(visit: Visit, claims: Sequence[Claim]) -> tuple[Link, ...]:
    """The links between the claims of a visit, the strongest first."""
    by_key = {claim.key: claim for claim in claims}
    found = [
        Link(
            by_key[reason["claim"]],
            by_key[reason["to"]],
            reason["weight"],
            tuple((re.sub(r"[._]", " ", name), bits) for name, bits in reason["evidence"]),
        )
        for reason in visit.reasons
        if reason["claim"] in by_key and reason["to"] in by_key
    ]
    return tuple(sorted(found, key=lambda link: -link.bits))


def claims_of(event: Visit | Meeting) -> list[Claim]:
    """The claims of a visit or a meeting with their announcements, as they were published."""
    found = event.claims.select_related("announcement__source__country", "side")
    found = found.defer("announcement__text", "announcement__signature")
    return list(found.order_by("announcement__published_at", "pk"))


def claim_with_everything(pk: int) -> Claim | None:
    """One claim that stands, with its announcement; None where there is none."""
    found = Claim.objects.filter(pk=pk, superseded_at=None)
    found = found.select_related(
        "announcement__source__country", "side", "visit_link", "meeting_link"
    )
    return found.defer("announcement__text", "announcement__signature").first()


def first_of_each(claims: Sequence[Claim]) -> list[Claim]:
    """The first claim of each announcement, in the same order."""
    return list({claim.announcement_id: claim for claim in reversed(claims)}.values())[::-1]


def facts_of(
    event: Visit | Meeting, claims: Sequence[Claim], labels: Mapping[str, StrOrPromise]
) -> tuple[Fact, ...]:
    """A fact for each label, in order; one that nothing is known of has value None."""
    by_key = {claim.key: claim for claim in claims}
    return tuple(_fact(field, label, event.values, by_key) for field, label in labels.items())


def _fact(
    field: str, label: StrOrPromise, values: Mapping[str, Any], claims: Mapping[str, Claim]
) -> Fact:
    told = values.get(field) or {}
    dissent = [claims[key] for key in told.get("dissent", ()) if key in claims]
    support = [claims[key] for key in told.get("claims", ()) if key in claims]
    if not told:
        support = [claim for claim in claims.values() if said_by(claim, field)]
    return Fact(
        field=field,
        label=label,
        value=told.get("value"),
        reason=told.get("reason", ""),
        locked=bool(told.get("locked")),
        quotes=tuple(quote_of(claim, field) for claim in sorted(support, key=_standing)),
        dissent=tuple(quote_of(claim, field) for claim in sorted(dissent, key=_standing)),
    )


def _standing(claim: Claim) -> tuple[int, datetime]:
    """The nearest to those who know first, then in the order of publication."""
    return claim.announcement.source.tier, claim.announcement.published_at


def quote_of(claim: Claim, field: str) -> Quote:
    """The words of a claim for a field inside their sentence."""
    spans = claim.evidence
    sentence = spans.get("sentence")
    found = next((spans[name] for name in span_names(field) if name in spans), None)
    said = said_by(claim, field)
    if found is None:
        whole = sentence["quote"] if sentence else ""
        return Quote(claim, field, said, whole, "", "", None)
    stated = bool(found.get("stated", True))
    if sentence and sentence["start"] <= found["start"] and found["end"] <= sentence["end"]:
        from_, to = found["start"] - sentence["start"], found["end"] - sentence["start"]
        words = sentence["quote"]
        return Quote(claim, field, said, words[:from_], words[from_:to], words[to:], stated)
    return Quote(claim, field, said, "", found["quote"], "", stated)


def span_names(field: str) -> tuple[str, ...]:
    """The names under which evidence may keep the words of a field, the nearest first."""
    return _SPANS.get(field, (field,))


def said_by(claim: Claim, field: str) -> str:
    """What the claim says of the field, in words; "" where it says nothing."""
    value = _first_kept(claim, field)
    if not value or value == VisitKind.UNSPECIFIED:
        return ""
    if field in ("visitors", "participants"):
        return gettext(", ").join(person["name"] for person in value)
    if field in ("start", "end", "day"):
        return window_words(*(_day(day) for day in value))
    if field in ("host", "country", "visitor_country"):
        return country_name(str(value))
    if field == "city":
        return city_name(str(_first_kept(claim, "host") or _first_kept(claim, "country")), value)
    return str(_TERMS.get(str(value), value))


def certainty_of(claim: Claim) -> str:
    """How firmly its announcement says what the claim says, in words; "" for a plain statement."""
    value = claim.value.get("certainty", Certainty.STATED)
    return "" if value == Certainty.STATED else str(_CERTAINTIES[value])


def candidates_of(claim: Claim) -> str:
    """Whom a surname of the claim may mean, in words; "" where nobody has to choose."""
    return gettext(", ").join(person["name"] for person in claim.value.get("candidates", ()))


def _first_kept(claim: Claim, field: str) -> Any:
    kept = (claim.value.get(name) for name in _KEPT.get(field, (field,)))
    return next((found for found in kept if found), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def decisions_on(claims: Sequence[Claim]) -> list[Decision]:
    """Decisions, latest first, that hold on to a sentence of the claims; undone ones too."""
    anchors = {anchor_of(claim) for claim in claims}
    roots = {root for root, _, _ in anchors}
    found = Decision.objects.filter(announcement__in=roots).select_related("editor", "undone_by")
    return [one for one in found if (one.announcement_id, one.quote, one.host) in anchors]


def anchor_of(claim: Claim) -> tuple[int, str, str]:
    """What a decision on the claim holds on to: the root of its text, the sentence, the host."""
    quote = claim.evidence.get("sentence", {}).get("quote", "")
    return claim.announcement.root_pk, quote, claim.value.get("destination_country") or ""
