"""Who may do what: one answer for pages, API and tokens."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User

from visits.terms import TokenScope


def is_editor(user: User | AnonymousUser) -> bool:
    """Staff, and whoever was given the right to make decisions."""
    return user.is_active and (user.is_staff or user.has_perm("visits.add_decision"))


def is_staff(user: User | AnonymousUser) -> bool:
    return bool(user.is_active and user.is_staff)


def may(user: User | AnonymousUser, scope: TokenScope) -> bool:
    """Whether the account itself has the right that the scope is a part of."""
    if scope in (TokenScope.CLAIMS, TokenScope.DECIDE):
        return is_editor(user)
    return is_staff(user) if scope == TokenScope.ADMIN else user.is_active
