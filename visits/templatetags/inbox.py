"""Words of the inbox: kinds, actions with their keys, and what was done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from visits.choices import INBOX_KINDS, VISIT_KINDS, VISIT_STATUSES
from visits.models import Visit
from visits.queries.inbox.cards import Choice, Dispute
from visits.queries.merge_warnings import warnings_before_merge
from visits.terms import InboxKind

register = template.Library()
_KINDS = {str(kind): words for kind, words in INBOX_KINDS}
_DONE = {
    "accept": gettext_lazy("Accepted"),
    "correct": gettext_lazy("Corrected"),
    "corrected": gettext_lazy("Corrected"),
    "reject": gettext_lazy("Rejected"),
    "same": gettext_lazy("Joined"),
    "different": gettext_lazy("Kept apart"),
    "later": gettext_lazy("Put off for a day"),
}
_PLAIN = {
    InboxKind.DOUBT: [
        ("accept", gettext_lazy("Accept"), "a"),
        ("reject", gettext_lazy("Reject"), "r"),
    ],
    InboxKind.LINK: [
        ("same", gettext_lazy("The same"), "s"),
        ("different", gettext_lazy("Not the same"), "d"),
    ],
    InboxKind.CONTRADICTION: [
        ("accept", gettext_lazy("Leave it so"), "a"),
        ("reject", gettext_lazy("Reject the visit"), "r"),
    ],
    InboxKind.DIARY: [("accept", gettext_lazy("Leave it so"), "a")],
    InboxKind.PERSON: [
        ("accept", gettext_lazy("A new official"), "a"),
        ("reject", gettext_lazy("Nobody: reject their visits"), "r"),
    ],
    InboxKind.DECISION: [("reject", gettext_lazy("Take it back"), "r")],
    InboxKind.CORRECTION: [
        ("accept", gettext_lazy("Accept"), "a"),
        ("reject", gettext_lazy("Reject"), "r"),
    ],
    InboxKind.SOURCE: [("accept", pgettext_lazy("inbox", "Noted"), "a")],
}


@register.filter
def against_merging(one: Visit, other: Visit) -> tuple[str, ...]:
    return warnings_before_merge(one, other)


@register.filter
def inbox_kind(kind: str) -> str:
    return str(_KINDS.get(str(kind), kind)).capitalize()


@register.filter
def done_words(action: str) -> str:
    return str(_DONE.get(action, action))


@register.filter
def plain_actions(kind: str) -> list[tuple[str, str, str]]:
    """What is done with one key and no more to say: action, words, key."""
    found = [(action, str(words), key) for action, words, key in _PLAIN[InboxKind(kind)]]
    return [*found, ("later", _("Later"), "l")]


@register.filter
def is_batch(text: str | None) -> bool:
    """Whether it names decisions that were made at one stroke."""
    try:
        uuid.UUID(text or "")
    except ValueError:
        return False
    return True


@register.simple_tag
def number_choices(
    disputes: Iterable[Dispute],
) -> list[tuple[Dispute, list[tuple[int, Choice]]]]:
    """The choices of all fields, numbered through: a number is a key."""
    numbers: Iterator[int] = iter(range(1, 1000))
    return [(one, [(next(numbers), choice) for choice in one.choices]) for one in disputes]


@register.filter
def field_choices(field: str) -> list[tuple[str, str]]:
    """The values that a field may have, with their words; none for one that is typed."""
    if field == "status":
        return [(str(value), str(words)) for value, words in VISIT_STATUSES]
    return [(str(value), str(words)) for value, words in VISIT_KINDS] if field == "kind" else []
