"""Outcome documents: put in and taken out by editors."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.models import Claim, OutcomeDocument, Visit
from visits.terms import DocumentKind
from visits.validators import FieldProblem, check_web_address


def add_document(
    *,
    visit: Visit,
    claims: Sequence[Claim],
    kind: DocumentKind,
    title: str,
    url: str,
    language: str,
    editor: User,
) -> OutcomeDocument:
    """The document, held by the first claim of the visit: it goes wherever that claim goes."""
    check_web_address("url", url)
    if not claims:
        raise FieldProblem(
            "url", _("Visit %(pk)s has no announcement that could hold it.") % {"pk": visit.pk}
        )
    key = min(claim.key for claim in claims)
    try:
        with transaction.atomic():
            return OutcomeDocument.objects.create(
                claim=key, kind=kind, title=title, url=url, language=language, editor=editor
            )
    except IntegrityError as error:
        raise FieldProblem("url", _("This address stands in the list already.")) from error


def remove_document(*, document: OutcomeDocument, editor: User) -> None:
    """Takes the document out of the list; the row stays with who did so. Twice is once."""
    live = OutcomeDocument.objects.filter(pk=document.pk, removed_at=None)
    live.update(removed_at=timezone.now(), removed_by=editor)
