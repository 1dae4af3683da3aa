"""Rights to use the API: made, shown once, taken away."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.models import ApiToken, Source
from visits.queries.rights import may
from visits.terms import SourceFormat, TokenScope
from visits.validators import FieldProblem

#: By their beginnings a leak scanner and a reader tell whose a token is.
OF_A_PERSON = "vbt_"
OF_A_SOURCE = "vbs_"
MOST = 20
#: A token's last use is written down no more often than this.
_NOTED = timedelta(minutes=5)


@transaction.atomic
def make_token(
    *, owner: User, scopes: Collection[TokenScope], label: str = ""
) -> tuple[ApiToken, str]:
    """A token that acts for its owner, and its text, which is kept nowhere: its hash is.

    It may always read. Raises FieldProblem for a scope that the owner has no right to.
    """
    for scope in scopes:
        if scope == TokenScope.PUSH or not may(owner, scope):
            raise FieldProblem(
                "scopes", _("Your account has no right to “%(scope)s”.") % {"scope": scope}
            )
    _check_label(label)
    # The owner's row is what two requests at one time wait for.
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    _check_number(ApiToken.objects.filter(owner=owner, revoked_at=None).count())
    wanted = [scope.value for scope in TokenScope if scope in {TokenScope.READ, *scopes}]
    return _made(OF_A_PERSON, owner=owner, scopes=wanted, label=label, by=owner)


@transaction.atomic
def make_source_token(*, source: Source, editor: User, label: str = "") -> str:
    """The text of a token that pushes announcements of the source. Raises FieldProblem."""
    if source.format != SourceFormat.PUSH:
        raise FieldProblem("format", _("Only a source of the format “push” has tokens."))
    _check_label(label)
    Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    _check_number(source.tokens.filter(revoked_at=None).count())
    scopes = [TokenScope.PUSH.value]
    return _made(OF_A_SOURCE, source=source, scopes=scopes, label=label, by=editor)[1]


def revoke_token(*, token: ApiToken) -> None:
    """Takes the right away, for good. Twice is once."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def token_in_force(*, text: str) -> ApiToken | None:
    """The token of this text with its owner or source; None where it is not in force.

    One whose owner may not sign in any more is not. Its use is noted.
    """
    if not text.startswith((OF_A_PERSON, OF_A_SOURCE)) or len(text) > 200:
        return None
    row = (
        ApiToken.objects.select_related("owner", "source")
        .filter(digest=_digest(text), revoked_at=None)
        .first()
    )
    if row is None or (row.owner is not None and not row.owner.is_active):
        return None
    now = timezone.now()
    if row.last_used_at is None or now - row.last_used_at > _NOTED:
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return row


def _made(
    prefix: str,
    *,
    by: User,
    scopes: list[str],
    label: str,
    owner: User | None = None,
    source: Source | None = None,
) -> tuple[ApiToken, str]:
    text = prefix + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        owner=owner,
        source=source,
        scopes=scopes,
        label=label.strip(),
        beginning=text[:10],
        digest=_digest(text),
        created_by=by.get_username(),
    )
    return row, text


def _check_label(label: str) -> None:
    if len(label) > 100:
        raise FieldProblem("label", _("Shorten this to at most 100 characters."))


def _check_number(count: int) -> None:
    if count >= MOST:
        told = _("There are %(most)d tokens already: revoke one first.") % {"most": MOST}
        raise FieldProblem("label", told)


def _digest(text: str) -> str:
    # A long random token needs no slow hash: there is nothing to guess at.
    return hashlib.sha256(text.encode()).hexdigest()
