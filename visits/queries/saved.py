"""The filters that a person keeps."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from visits.models import SavedFilter


def saved_filters_of(user: AbstractBaseUser | AnonymousUser) -> list[SavedFilter]:
    """By name; none and no query for one who is not signed in."""
    return list(SavedFilter.objects.filter(user=user.pk)) if user.is_authenticated else []
