"""What editors said of unknown people, taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from visits.models import Official
from visits.services.linking import link_now
from visits.services.officials import fold_name
from visits.services.people import BY_HAND, texts_naming
from visits.services.rereading import reread_announcements
from visits.services.timelines import retell
from visits.terms import EditorialState
from visits.validators import FieldProblem


def propose_again(*, official: Official) -> None:
    """The confirmed official is a proposed one again, without the offices that came by hand.

    FieldProblem for one of the reference data, which nobody had to confirm.
    """
    with transaction.atomic():
        row = Official.objects.select_for_update().get(pk=official.pk)
        if row.key:
            raise FieldProblem("official", _("This official is of the reference data."))
        row.state = EditorialState.PROPOSED
        row.save(update_fields=["state", "updated_at"])
        row.tenures.filter(source=BY_HAND).delete()
        texts = texts_naming([row.pk])
        timelines = retell(texts, timezone.now())
        reread_announcements(announcements=[text.pk for text in texts])
    link_now(timelines)


def unmerge_official(*, official: int, into: int, name: str) -> None:
    """The name is no further name of the known official any more; who bore it is proposed again,
    the old record where it is still there."""
    with transaction.atomic():
        known = Official.objects.select_for_update().get(pk=into)
        texts = texts_naming([known.pk, official])
        known.other_names.filter(folded=fold_name(name), is_alias=True).delete()
        known.save(update_fields=["updated_at"])
        Official.objects.filter(pk=official, state=EditorialState.REJECTED).update(
            state=EditorialState.PROPOSED, updated_at=timezone.now()
        )
        timelines = retell(texts, timezone.now())
        reread_announcements(announcements=[text.pk for text in texts])
    link_now(timelines)
