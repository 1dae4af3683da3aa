from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from visits.choices import RANKS, ROLES
from visits.models.country import Country
from visits.models.kept import kept
from visits.models.official import Official
from visits.terms import Rank, Role


class Office(models.Model):
    """A post of a country, with its rank: "foreign minister of China"."""

    key = models.CharField(max_length=120, unique=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(max_length=20, choices=ROLES, default=Role.OFFICIAL)
    rank = models.PositiveSmallIntegerField(choices=RANKS, default=Rank.OTHER)
    names = models.JSONField(default=dict)
    # Columns that an editor wrote, which loading the packaged data leaves alone.
    edited = ArrayField(models.CharField(max_length=40), default=list, editable=False)

    class Meta:
        ordering = ["country", "rank", "key"]
        constraints = [
            models.CheckConstraint(
                name="office_has_english_name", condition=Q(names__has_key="en")
            ),
            models.CheckConstraint(name="office_rank_known", condition=Q(rank__range=(1, 6))),
            models.CheckConstraint(
                name="office_role_known", condition=Q(role__in=[r.value for r in Role])
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """As for a country."""
        return str(self.names.get(language.partition("-")[0]) or self.names["en"])


@kept("id", "official", "office", "start", "end", "source")
class Tenure(models.Model):
    """Who held an office from when to when, both days inclusive; None is not known or open.

    An open end means still in office on `as_of`, the day the source was taken.
    `start_text` and `end_text` keep what the source says where that is a month or a year.
    """

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="tenures")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tenures")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    start_text = models.CharField(max_length=10, blank=True)
    end_text = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["official", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="tenure_once",
                fields=["official", "office", "start"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="tenure_in_order",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lte=F("end")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.office}"
