"""People with accounts, and who is invited."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from visits.models import AccountInvitation
from visits.queries.rights import is_editor, is_staff
from visits.terms import AccountRole


def role_of(user: User) -> AccountRole:
    """What the account may do, whatever way its rights came to it."""
    if is_staff(user):
        return AccountRole.ADMIN
    return AccountRole.EDITOR if is_editor(user) else AccountRole.READER


def people_listed() -> list[tuple[User, AccountRole]]:
    """All accounts by name, each with its role."""
    users = User.objects.order_by("username").prefetch_related("groups__permissions")
    return [(user, role_of(user)) for user in users]


def open_invitations(now: datetime) -> QuerySet[AccountInvitation]:
    return AccountInvitation.objects.filter(
        accepted_at=None, revoked_at=None, expires_at__gt=now
    ).select_related("invited_by")
