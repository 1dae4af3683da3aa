from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import LETTER_STATES, RHYTHMS, WATCH_KINDS, LetterState, Rhythm, WatchKind
from visits.models.saved import SavedFilter


class Watch(models.Model):
    """What a person follows: an official, a country, a pair, a tour or a filter they keep.

    `target` is a slug, a code, a pair as "CN-RU", or the id of a tour; "" where it is `saved`.
    `language` is that of letters about it, "" for the site's own.
    Changes up to `position`, a number of their sequence, have been looked at.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches"
    )
    kind = models.CharField(max_length=9, choices=WATCH_KINDS)
    target = models.CharField(max_length=200, blank=True)
    saved = models.ForeignKey(
        SavedFilter, null=True, blank=True, on_delete=models.CASCADE, related_name="watches"
    )
    rhythm = models.CharField(max_length=7, choices=RHYTHMS, default=Rhythm.NEVER)
    note = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=12, blank=True)
    position = models.BigIntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(name="watch_position", fields=["position"])]
        constraints = [
            models.UniqueConstraint(
                name="watch_once",
                fields=["user", "kind", "target", "saved"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="watch_has_one_target",
                condition=Q(kind=WatchKind.FILTER, saved__isnull=False, target="")
                | (~Q(kind=WatchKind.FILTER) & Q(saved=None) & ~Q(target="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target or self.saved_id}"

    def get_absolute_url(self) -> str:
        return f"/watches/{self.pk}/"


class WatchLetter(models.Model):
    """A letter to one person about what changed, written down before it is sent.

    `name` says for what it is ("7-weekly-2025-W14"): there is one of each. One that was being
    sent when its worker was lost is never sent again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=7, choices=RHYTHMS)
    name = models.CharField(max_length=60, unique=True)
    state = models.CharField(max_length=7, choices=LETTER_STATES, default=LetterState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="watch_letter_waiting",
                fields=["due_at"],
                condition=Q(state__in=[LetterState.DUE, LetterState.SENDING]),
            ),
            models.Index(name="watch_letter_of", fields=["user", "rhythm", "-created_at"]),
        ]

    def __str__(self) -> str:
        return self.name


class WatchEntry(models.Model):
    """That a state of a visit (`version`, its row's id) concerns what somebody follows.

    `is_mailed`: it goes, or went, into a letter; `letter` is that one.
    """

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="entries")
    version = models.BigIntegerField()
    is_mailed = models.BooleanField()
    letter = models.ForeignKey(
        WatchLetter, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-version", "watch"]
        indexes = [
            models.Index(
                name="watch_entry_waiting",
                fields=["watch", "created_at"],
                condition=Q(is_mailed=True, letter=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="watch_entry_once", fields=["watch", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.watch_id}: {self.version}"
