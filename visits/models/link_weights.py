from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class LinkWeights(models.Model):
    """Weights of linking, in bits by finding, that were learnt from editors' decisions.

    The latest that was not withdrawn is in force; without one, those that come with the program
    are. `judged` is how many pairs of claims they were learnt from.
    """

    bits = models.JSONField()
    judged = models.PositiveIntegerField()
    made_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "link weights"
        constraints = [
            models.CheckConstraint(name="link_weights_judged_some", condition=Q(judged__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} from {self.judged}"
