from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from visits.choices import COUNTRY_KINDS
from visits.terms import CountryKind


class Country(models.Model):
    """A state, a withdrawn state or a body that sends and hosts delegations.

    `code` is the key: ISO 3166-1 alpha-2, ISO 3166-3 for withdrawn states, EU, UN or X-NAME.
    `alpha2` is what clients expect ("SU" for SUHH), empty for bodies without one.
    `names` maps a language to a name; the other word lists are [language, form] pairs.
    """

    code = models.CharField(max_length=8, primary_key=True)
    alpha2 = models.CharField(max_length=2, blank=True)
    alpha3 = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=10, choices=COUNTRY_KINDS, default=CountryKind.STATE)
    names = models.JSONField(default=dict)
    aliases = models.JSONField(default=list, blank=True)
    demonyms = models.JSONField(default=list, blank=True)
    capitals = models.JSONField(default=list, blank=True)
    cities = models.JSONField(default=list, blank=True)
    metonyms = models.JSONField(default=list, blank=True)
    abbreviations = models.JSONField(default=list, blank=True)
    region = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    # Columns that an editor wrote, which loading the packaged data leaves alone.
    edited = ArrayField(models.CharField(max_length=40), default=list, editable=False)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "countries"
        constraints = [
            models.CheckConstraint(
                name="country_valid_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
            ),
            models.CheckConstraint(
                name="country_has_english_name", condition=Q(names__has_key="en")
            ),
            models.CheckConstraint(
                name="country_code_form",
                condition=Q(code__regex=r"^([A-Z]{2}|[A-Z]{4}|X-[A-Z]{2,6})$"),
            ),
            models.CheckConstraint(
                name="country_kind_known",
                condition=Q(kind__in=[k.value for k in CountryKind]),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The display name in a language ("zh" for "zh-hans"), in English where it has none."""
        return str(self.names.get(language.partition("-")[0]) or self.names["en"])


class ReferenceLoad(models.Model):
    """Which version of the packaged reference data was loaded last; one row.

    `edited_at` is when an editor last changed a country or an office.
    """

    version = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.version
