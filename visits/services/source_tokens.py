"""Rights to push announcements of a source: made, shown once, taken away."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from visits.models import Source, SourceToken
from visits.terms import SourceFormat
from visits.validators import FieldProblem

PREFIX = "vbs_"
MOST = 20
#: A token's last use is written down no more often than this.
_NOTED = timedelta(minutes=5)


@transaction.atomic
def make_token(*, source: Source, editor: User, label: str = "") -> str:
    """The token, which is kept nowhere: its hash is. Raises FieldProblem."""
    if source.format != SourceFormat.PUSH:
        raise FieldProblem("format", "Only a source of the format “push” has tokens.")
    if len(label) > 100:
        raise FieldProblem("label", "Shorten this to at most 100 characters.")
    Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    if source.tokens.filter(revoked_at=None).count() >= MOST:
        raise FieldProblem("label", f"There are {MOST} tokens already: revoke one first.")
    token = PREFIX + secrets.token_urlsafe(32)
    SourceToken.objects.create(
        source=source,
        label=label.strip(),
        beginning=token[:10],
        digest=_digest(token),
        created_by=editor.get_username(),
    )
    return token


def revoke_token(*, token: SourceToken) -> None:
    """Takes the right away, for good. Twice is once."""
    SourceToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def source_of_token(*, token: str) -> Source | None:
    """The source whose announcements may be pushed with it; None where it is not in force."""
    if not token.startswith(PREFIX) or len(token) > 200:
        return None
    row = (
        SourceToken.objects.select_related("source")
        .filter(digest=_digest(token), revoked_at=None)
        .first()
    )
    if row is None:
        return None
    now = timezone.now()
    if row.last_used_at is None or now - row.last_used_at > _NOTED:
        SourceToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return row.source


def _digest(token: str) -> str:
    # A long random token needs no slow hash: there is nothing to guess at.
    return hashlib.sha256(token.encode()).hexdigest()
