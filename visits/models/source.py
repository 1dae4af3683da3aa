from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import DELIVERY_STATES, SOURCE_FORMATS, SOURCE_SIDES
from visits.models.country import Country
from visits.models.kept import kept
from visits.terms import DeliveryState, SourceFormat, SourceSide


@kept(
    *("id", "slug", "name", "url", "format", "selectors", "folder", "country", "side", "tier"),
    *("language", "timezone", "feed", "is_active", "disabled_reason", "check_minutes"),
)
class Source(models.Model):
    """A feed or a publisher. Its reading clock is `timezone`; `tier` 1 is the most reliable.

    A feed that carries several publishers names them entry by entry; those are sources of their
    own with the format "push" and this one as their `feed`. `selectors` describe an HTML list,
    `folder` is where a directory lies below the configured root. `moved_from` is the address
    before a permanent redirect. `gones` counts answers of 410 in a row.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=2000, blank=True)
    moved_from = models.URLField(max_length=2000, blank=True)
    format = models.CharField(max_length=12, choices=SOURCE_FORMATS, default=SourceFormat.ATOM)
    selectors = models.JSONField(default=dict, blank=True)
    folder = models.CharField(max_length=500, blank=True)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )
    side = models.CharField(max_length=10, choices=SOURCE_SIDES, default=SourceSide.WIRE)
    tier = models.PositiveSmallIntegerField(default=3)
    language = models.CharField(max_length=12, default="en")
    timezone = models.CharField(max_length=60, default="UTC")
    feed = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="publishers",
    )
    is_active = models.BooleanField(default=True)
    disabled_reason = models.CharField(max_length=300, blank=True)
    check_minutes = models.PositiveIntegerField(default=60)
    fetch_state = models.CharField(max_length=8, choices=DELIVERY_STATES, default=DeliveryState.DUE)
    next_check_at = models.DateTimeField(null=True, blank=True, db_index=True)
    next_check_why = models.CharField(max_length=300, blank=True)
    last_fetch_at = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    last_new_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    gones = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=1000, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(name="source_tier_1_to_5", condition=Q(tier__range=(1, 5))),
            models.CheckConstraint(
                name="source_check_minutes_positive", condition=Q(check_minutes__gte=1)
            ),
            models.CheckConstraint(
                name="source_format_known",
                condition=Q(format__in=[f.value for f in SourceFormat]),
            ),
            models.CheckConstraint(
                name="source_side_known",
                condition=Q(side__in=[s.value for s in SourceSide]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/sources/{self.slug}/"


class SourcePage(models.Model):
    """A page (or a file) of a source that is read by itself, and what it was when last read.

    `guid` is its announcement's. `etag` of a file is its time and size. `missing_since` is when
    the page was first not found.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="pages")
    guid = models.CharField(max_length=500)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    first_seen_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["checked_at"]
        constraints = [
            models.UniqueConstraint(name="source_page_once", fields=["source", "guid"]),
        ]

    def __str__(self) -> str:
        return self.guid


class Delivery(models.Model):
    """A push that was stored, under its idempotency key: the same one again gets `answer`."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="deliveries")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["source", "key"]),
        ]

    def __str__(self) -> str:
        return self.key


class Host(models.Model):
    """A host that is fetched from: when it may be asked again, and its robots.txt.

    `name` is scheme, host and port. `robots_status` is None before the first look, 0 where the
    host could not be reached.
    """

    name = models.CharField(max_length=300, unique=True)
    free_at = models.DateTimeField(null=True, blank=True)
    robots = models.TextField(blank=True)
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
