from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

PAGES = ("month", "week", "agenda", "year", "lanes")


class SavedFilter(models.Model):
    """A filter that a signed-in person keeps: its query string, and the page it is shown on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=80)
    page = models.CharField(max_length=8, choices=[(page, page) for page in PAGES])
    query = models.CharField(max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="saved_filter_name_once", fields=["user", "name"]),
            models.CheckConstraint(name="saved_filter_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="saved_filter_page_known", condition=Q(page__in=list(PAGES))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of today under this filter."""
        return f"/calendar/go/?view={self.page}" + (f"&{self.query}" if self.query else "")
