"""Keeping filters and letting them go."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from visits.models import SavedFilter
from visits.validators import FieldProblem

MOST_SAVED = 50


@transaction.atomic
def save_filter(*, user: User, name: str, page: str, query: str) -> SavedFilter:
    """The kept filter; one of the same name is replaced. Raises FieldProblem beyond fifty."""
    own = SavedFilter.objects.filter(user=user)
    if not own.filter(name=name).exists() and own.count() >= MOST_SAVED:
        raise FieldProblem(
            "name",
            _("At most %(most_saved)s filters can be kept: let one go first.")
            % {"most_saved": MOST_SAVED},
        )
    saved, _created = SavedFilter.objects.update_or_create(
        user=user, name=name, defaults={"page": page, "query": query}
    )
    return saved


def delete_filter(*, saved: SavedFilter) -> None:
    saved.delete()
