from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.models.source import Source
from visits.terms import TokenScope


class ApiToken(models.Model):
    """A right to use the API, shown once: its hash is kept.

    One of a person acts for its `owner`, within `scopes` and no further than the owner may; one of
    a `source` pushes the announcements of that source, and acts for nobody.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="api_tokens",
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.CASCADE, related_name="tokens"
    )
    scopes = ArrayField(models.CharField(max_length=10))
    label = models.CharField(max_length=100, blank=True)
    beginning = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.CharField(max_length=150, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="token_of_a_person_or_a_source",
                condition=Q(owner__isnull=False, source__isnull=True)
                | Q(owner__isnull=True, source__isnull=False, scopes=[TokenScope.PUSH.value]),
            ),
            models.CheckConstraint(
                name="token_scopes_known",
                condition=Q(scopes__contained_by=[scope.value for scope in TokenScope])
                & Q(scopes__len__gt=0),
            ),
            models.CheckConstraint(
                name="token_of_a_person_pushes_nothing",
                condition=Q(owner__isnull=True) | ~Q(scopes__contains=[TokenScope.PUSH.value]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beginning}…"


class KeptAnswer(models.Model):
    """What a write over the API was answered, under its Idempotency-Key.

    `digest` is of method, address, precondition and body. `status` is None while the request is
    under way, and where its process was lost.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_answers"
    )
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict)
    body = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="kept_answer_once", fields=["user", "key"]),
        ]

    def __str__(self) -> str:
        return self.key
