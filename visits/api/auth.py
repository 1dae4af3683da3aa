"""Who asks, and what they may: sessions and tokens, one permission a scope."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from visits.models import ApiToken, Source
from visits.queries.rights import may
from visits.services.tokens import token_in_force
from visits.terms import TokenScope


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`; `request.auth` is the token, the user its owner or nobody."""

    def authenticate(self, request: Request) -> tuple[User | AnonymousUser, ApiToken] | None:
        kind, _, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = token_in_force(text=text.strip())
        if token is None:
            raise exceptions.AuthenticationFailed(
                "This token is unknown or revoked: make one at /tokens/, or on the page of the "
                "source whose announcements you send."
            )
        return token.owner or AnonymousUser(), token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="visitbook"'


def has_scope(request: Request, scope: TokenScope) -> bool:
    """Whether this may be done: by the account, and by the token where one was sent."""
    token = request.auth
    if isinstance(token, ApiToken) and scope.value not in token.scopes:
        return False
    return scope == TokenScope.PUSH or may(request.user, scope)


def source_of(request: Request) -> Source:
    """The source whose token was sent, where `MayPush` let the request in."""
    assert isinstance(request.auth, ApiToken)
    assert request.auth.source is not None
    return request.auth.source


def person_of(request: Request) -> User:
    """The account that acts, where a permission let the request in."""
    assert isinstance(request.user, User)
    return request.user


class MayRead(BasePermission):
    """Everybody, unless the site wants its readers signed in."""

    message = "This site wants its readers signed in: send a token as `Authorization: Bearer …`."

    @property
    def is_open(self) -> bool:
        """Whether the OpenAPI document says that nobody need sign in."""
        return bool(settings.API_ANONYMOUS_READ)

    def has_permission(self, request: Request, view: Any) -> bool:
        return self.is_open or has_scope(request, TokenScope.READ)


class Everybody(BasePermission):
    """What tells how the API is used is open to all."""

    is_open = True


class _MayScope(BasePermission):
    scope: TokenScope

    def has_permission(self, request: Request, view: Any) -> bool:
        return has_scope(request, self.scope)


class MayEnterClaims(_MayScope):
    scope = TokenScope.CLAIMS
    message = "Send a token with the scope `claims`, of an account that may enter trips."


class MayDecide(_MayScope):
    scope = TokenScope.DECIDE
    message = "Send a token with the scope `decide`, of an account that may make decisions."


class MayKeepWebhooks(_MayScope):
    scope = TokenScope.WEBHOOKS
    message = "Send a token with the scope `webhooks`: /tokens/ makes one."


class MayAdminister(_MayScope):
    scope = TokenScope.ADMIN
    message = "Send a token with the scope `admin`, of an account of the staff."


class MayPush(BasePermission):
    message = "Send a token of the source as `Authorization: Bearer …`: its page makes one."

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, ApiToken) and has_scope(request, TokenScope.PUSH)
