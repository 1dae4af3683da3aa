from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from visits.choices import EDITORIAL_STATES
from visits.models.country import Country
from visits.models.kept import kept
from visits.terms import EditorialState


@kept("id", "key", "slug", "name", "family", "given", "country", "state")
class Official(models.Model):
    """A person who travels or receives. `key` names an outside record ("wikidata:Q...")."""

    key = models.CharField(max_length=80, null=True, blank=True, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=300)
    family = models.CharField(max_length=200, blank=True)
    given = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="officials",
    )
    state = models.CharField(
        max_length=10, choices=EDITORIAL_STATES, default=EditorialState.PUBLISHED
    )
    # Columns that an editor wrote, and "names": loading the packaged data leaves them alone.
    edited = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["folded", "pk"]
        indexes = [
            GinIndex(
                name="official_folded_trgm",
                fields=["folded"],
                opclasses=["gin_trgm_ops"],
            ),
            GinIndex(Func(F("folded"), function="visits_words"), name="official_words"),
        ]
        constraints = [
            models.CheckConstraint(name="official_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="official_state_known",
                condition=Q(state__in=[s.value for s in EditorialState]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/officials/{self.slug}/"


@kept("id", "official", "language", "name", "is_alias")
class OfficialName(models.Model):
    """Another name of an official: another script, a fuller or a shorter form, a misprint."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="other_names")
    language = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    is_alias = models.BooleanField(default=False)

    class Meta:
        ordering = ["official", "language", "name"]
        indexes = [
            GinIndex(
                name="official_name_folded_trgm",
                fields=["folded"],
                opclasses=["gin_trgm_ops"],
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="official_name_once", fields=["official", "language", "name"]
            ),
            models.CheckConstraint(name="official_other_name_given", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
