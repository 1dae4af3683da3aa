from __future__ import annotations

from django.db import models
from django.db.models import Q

from visits.terms import ChangeEvent, ChangeNoun


class Change(models.Model):
    """That a record was made, changed or went: what clients who keep a copy follow.

    Triggers write it in the transaction of the change itself. `number` and `at` are given after
    that was committed, to one batch at a time, so whoever has seen a number has seen all before
    it; `docs/decisions/change-numbers.md` says why. `object` is what the API calls the record:
    its id, slug or code; `into` the id that a merged one leads to.
    """

    number = models.BigIntegerField(null=True, unique=True)
    at = models.DateTimeField(null=True)
    noun = models.CharField(max_length=12, choices=[(one, one) for one in ChangeNoun])
    object = models.CharField(max_length=200)
    event = models.CharField(max_length=9, choices=[(one, one) for one in ChangeEvent])
    into = models.CharField(max_length=200, blank=True)
    # Several changes of one record in one transaction are one row.
    transaction = models.BigIntegerField()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(name="change_of_noun", fields=["noun", "number"]),
            models.Index(name="change_at", fields=["at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="change_once_a_transaction",
                fields=["transaction", "noun", "object"],
                condition=Q(number__isnull=True),
            ),
            models.CheckConstraint(
                name="change_at_with_number",
                condition=Q(number__isnull=True, at__isnull=True)
                | Q(number__isnull=False, at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.noun} {self.object} {self.event}"
