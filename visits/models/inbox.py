from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import INBOX_KINDS, INBOX_STATES
from visits.terms import InboxKind, InboxState


class InboxItem(models.Model):
    """What the desk did with something that the program is unsure of, and who looks at it now.

    What there is to look at is derived; `key` names it ("doubt:12", "link:4-9"), and one without
    a row has not been looked at. `leased_until` ends the hold of an editor who went away. `action`
    and `details` (ids of the decisions made) say how it is undone.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=14, choices=INBOX_KINDS)
    state = models.CharField(max_length=5, choices=INBOX_STATES, default=InboxState.OPEN)
    later_until = models.DateTimeField(null=True, blank=True)
    leased_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    leased_until = models.DateTimeField(null=True, blank=True)
    action = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400, blank=True)
    details = models.JSONField(default=dict, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                name="inbox_handled", fields=["-handled_at"], condition=~Q(handled_at=None)
            ),
            models.Index(name="inbox_kind", fields=["kind", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="inbox_kind_known", condition=Q(kind__in=[kind.value for kind in InboxKind])
            ),
            models.CheckConstraint(
                name="inbox_state_known",
                condition=Q(state__in=[state.value for state in InboxState]),
            ),
            models.CheckConstraint(
                name="inbox_later_has_its_time",
                condition=~Q(state=InboxState.LATER) | Q(later_until__isnull=False),
            ),
            models.CheckConstraint(
                name="inbox_lease_ends",
                condition=Q(leased_to=None) | Q(leased_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return f"/inbox/{self.pk}/"
