"""What editors say of people whom texts name and the reference data do not know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from visits.models import Announcement, Claim, Office, Official, OfficialName, Tenure
from visits.services.linking import link_now
from visits.services.officials import fold_name
from visits.services.rereading import reread_announcements
from visits.services.timelines import retell
from visits.terms import EditorialState
from visits.validators import FieldProblem

BY_HAND = "editor"


@dataclass(frozen=True, slots=True)
class Held:
    """An office that an editor says a person holds; a day that is None is not known or open."""

    office: Office
    start: date | None = None
    end: date | None = None


def confirm_official(*, official: Official, editor: User, offices: Sequence[Held] = ()) -> Official:
    """The proposed official as a published one, with these offices as the editor's tenures.

    The texts that name the person are due to be read again, now that the gazetteer has them.
    Raises FieldProblem for an official who is not proposed.
    """
    with transaction.atomic():
        row = _proposed(official)
        row.state = EditorialState.PUBLISHED
        row.save(update_fields=["state", "updated_at"])
        for held in offices:
            _hold(row, held)
        _log(editor, row, "Confirmed.")
        texts = texts_naming([row.pk])
        timelines = retell(texts, timezone.now())
        reread_announcements(announcements=[text.pk for text in texts])
    link_now(timelines)
    return row


def merge_official(*, official: Official, into: Official, editor: User) -> Official:
    """The known official, whose further name the proposed one's becomes.

    The texts that name the person are linked again, and due to be read again. Raises FieldProblem
    for an official who is not proposed, or for one that is not published to merge into.
    """
    with transaction.atomic():
        row = _proposed(official)
        known = Official.objects.select_for_update().get(pk=into.pk)
        if known.state != EditorialState.PUBLISHED:
            raise FieldProblem("into", f"{known} is not published: choose a known official.")
        _name(known, row)
        # Linking finds no rejected record by its name, so it comes to the known one.
        row.state = EditorialState.REJECTED
        row.save(update_fields=["state", "updated_at"])
        known.save(update_fields=["updated_at"])
        for tenure in row.tenures.all():
            _hold(known, Held(tenure.office, tenure.start, tenure.end))
        _log(editor, known, f"Merged the proposed “{row}” into this.")
        texts = texts_naming([row.pk])
        timelines = retell(texts, timezone.now())
        reread_announcements(announcements=[text.pk for text in texts])
    # Of another country the name finds nobody: there linking waits for the new reading.
    if row.country_id == known.country_id:
        link_now(timelines)
        _forget(row)
    return known


def _proposed(official: Official) -> Official:
    row = Official.objects.select_for_update().get(pk=official.pk)
    if row.state != EditorialState.PROPOSED:
        raise FieldProblem("official", f"{row} is {row.state}, not proposed.")
    return row


def _hold(official: Official, held: Held) -> None:
    if held.start and held.end and held.end < held.start:
        raise FieldProblem("offices", "The tenure ends before it starts.")
    told = {"end": held.end, "start_text": "", "end_text": "", "source": BY_HAND}
    Tenure.objects.update_or_create(
        official=official, office=held.office, start=held.start, defaults=told
    )


def _name(known: Official, row: Official) -> None:
    """The names of the proposed record become further names of the known one, each once."""
    taken = {known.folded, *known.other_names.values_list("folded", flat=True)}
    others = row.other_names.values_list("language", "name")
    for language, name in [("", row.name), *others]:
        if (folded := fold_name(name)) not in taken:
            taken.add(folded)
            OfficialName.objects.create(
                official=known, language=language, name=name, folded=folded, is_alias=True
            )


def texts_naming(officials: Collection[int]) -> list[Announcement]:
    """The announcements behind the visits and meetings that name any of these people."""
    named = Claim.objects.filter(superseded_at=None).filter(
        Q(visits__members__official__in=officials)
        | Q(meetings__participants__official__in=officials)
    )
    rows = Announcement.objects.filter(pk__in=named.order_by().values("announcement"))
    return list(rows.select_related("source").order_by("pk"))


def _forget(official: Official) -> None:
    """Removes a merged record that nothing names any more; another one stays, rejected."""
    Official.objects.filter(
        pk=official.pk,
        state=EditorialState.REJECTED,
        memberships=None,
        participations=None,
        visits_led=None,
        itineraries=None,
    ).delete()


def _log(editor: User, official: Official, message: str) -> None:
    LogEntry.objects.log_actions(
        editor.pk, [official], CHANGE, change_message=message, single_object=True
    )
