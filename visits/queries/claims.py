"""The claims and decisions that one run of linking needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from visits.linking import Anchor
from visits.linking import Decision as DecisionValue
from visits.models import Announcement, Claim, Decision
from visits.queries.claim_values import announcement_name
from visits.terms import DecisionKind


def _with_texts() -> QuerySet[Claim]:
    return Claim.objects.select_related("announcement__source").order_by("key", "generation")


def claims_of_announcements(announcements: Iterable[int]) -> list[Claim]:
    """The live claims of the texts, in whichever of their revisions, with their announcements."""
    told = list(announcements)
    if not told:
        return []
    rows = Announcement.objects.filter(Q(pk__in=told) | Q(root__in=told)).order_by()
    found = dict(rows.values_list("pk", "root"))
    roots = {root or pk for pk, root in found.items()}
    texts = list(found) if roots <= set(told) else revisions_of(roots)
    return list(_with_texts().filter(announcement__in=texts, superseded_at=None))


def revisions_of(roots: Collection[int]) -> list[int]:
    """Ids of all revisions of the texts whose first ones these are.

    Asked by itself: joined to other tables, the two conditions would read all of them.
    """
    if not roots:
        return []
    rows = Announcement.objects.filter(Q(pk__in=roots) | Q(root__in=roots))
    return list(rows.order_by().values_list("pk", flat=True))


def decisions_on(
    announcements: Iterable[Announcement], *, at: datetime | None = None
) -> list[DecisionValue]:
    """Decisions in force, now or at that time, that hold on to any of the texts, as values."""
    roots = {row.root_pk for row in announcements}
    if not roots:
        return []
    sides = Q(announcement__in=roots) | Q(other_announcement__in=roots)
    in_force = Q(undone_at=None)
    if at is not None:
        in_force = (in_force | Q(undone_at__gt=at)) & Q(made_at__lte=at)
    found = list(Decision.objects.filter(sides, in_force).order_by().values_list("pk"))
    # Most texts have none; what a decision brings along is asked for where there is one.
    if not found:
        return []
    rows = Decision.objects.filter(pk__in=[pk for (pk,) in found]).select_related(
        "announcement__source", "other_announcement__source", "editor"
    )
    return decision_values(rows.order_by("pk"))


def decision_values(rows: Iterable[Decision]) -> list[DecisionValue]:
    """The values that linking works on; both announcements with their sources must be loaded."""
    return [_value(row) for row in rows]


def _value(row: Decision) -> DecisionValue:
    other = row.other_announcement
    right = (
        Anchor(announcement_name(other), row.other_quote, row.other_person, row.other_host)
        if other
        else None
    )
    return DecisionValue(
        key=f"{row.pk:012d}",
        kind=DecisionKind(row.kind),
        left=Anchor(announcement_name(row.announcement), row.quote, row.person, row.host),
        right=right,
        field=row.field,
        value=row.value,
        made=row.made_at,
        editor=row.editor.get_username(),
    )
