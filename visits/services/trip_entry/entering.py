"""A trip entered by hand: an announcement of the source "editor" and its claims."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from visits.models import Announcement, Official, Reading, Source, TripDraft, Visit
from visits.services.claims import claim_rows
from visits.services.linking import LinkingDelayed, link_now
from visits.services.timelines import store_claims
from visits.services.trip_entry.sentences import Event, sentences_of
from visits.services.trip_entry.told import StopTold, Traveller, Trip, TripTold, check_trip
from visits.terms import DeliveryState, SourceFormat, SourceSide
from visits.validators import FieldProblem

ENGINE = "editor"
_OF_ONE = re.compile(r"^(?:people|stops)-0-")


@dataclass(frozen=True, slots=True)
class Entered:
    """The entry, its visits in the order of its stops, and whether it was made just now."""

    announcement: Announcement
    visits: tuple[Visit, ...]
    is_new: bool


def enter_trip(
    *,
    editor: User,
    official: Official | None,
    host: str,
    today: date,
    name: str = "",
    country: str = "",
    city: str = "",
    dates: str = "",
    kind: str = "",
    status: str = "",
    source_url: str = "",
    note: str = "",
) -> Visit:
    """The visit of a trip of one traveller to one country, as `enter_tour` enters it.

    Raises FieldProblem with the names that the arguments have here.
    """
    told = TripTold(
        travellers=(Traveller(official, name, country),),
        stops=(StopTold(host, city, dates),),
        kind=kind,
        status=status,
        source_url=source_url,
        note=note,
    )
    try:
        return enter_tour(editor=editor, told=told, today=today).visits[0]
    except FieldProblem as problem:
        field = _OF_ONE.sub("", problem.field)
        raise FieldProblem("official" if field == "name" else field, problem.message) from problem


def enter_tour(
    *,
    editor: User,
    told: TripTold,
    today: date,
    opened: date | None = None,
    draft: UUID | None = None,
) -> Entered:
    """What became of a trip: dates are read from the day the form was `opened`, or from `today`;
    what is left empty is not said.

    The same entry of the same editor and day is one; of one `draft`, one entry is made, whatever
    is sent the second time. Raises FieldProblem, naming the field, before anything is written;
    LinkingDelayed where the trip is stored and waits.
    """
    trip = check_trip(told, opened or today)
    text, events = sentences_of(trip)
    with transaction.atomic():
        kept = _held(editor, draft)
        if kept is not None and kept.entered is not None:
            row, is_new = kept.entered, False
        else:
            row, is_new = _announced(editor, trip, text, today)
            _keep(kept, row)
        timelines = _claimed(row, events) if is_new else set()
    try:
        link_now(timelines)
    except LinkingDelayed as delayed:
        raise LinkingDelayed(row.get_absolute_url()) from delayed
    links = Visit.objects.filter(claims__announcement=row).order_by("claims__key")
    visits = tuple(dict.fromkeys(links))
    if not visits:
        raise LinkingDelayed(row.get_absolute_url())
    return Entered(row, visits, is_new)


def _held(editor: User, draft: UUID | None) -> TripDraft | None:
    """The draft, held until the end of the transaction: two posts of it come one after another."""
    if draft is None:
        return None
    TripDraft.objects.bulk_create([TripDraft(pk=draft, owner=editor)], ignore_conflicts=True)
    rows = TripDraft.objects.select_for_update(of=["self"]).select_related("entered")
    return rows.get(pk=draft, owner=editor)


def _keep(draft: TripDraft | None, row: Announcement) -> None:
    if draft is not None:
        draft.entered = row
        draft.save(update_fields=["entered"])


def _claimed(row: Announcement, events: Sequence[Event]) -> set[int]:
    return store_claims(claim_rows(row, events, generation=1, engine=ENGINE), row.fetched_at)


def _announced(editor: User, trip: Trip, text: str, today: date) -> tuple[Announcement, bool]:
    """The entry's announcement, and whether it is new.

    The source is locked, so that two entries come one after the other.
    """
    now = timezone.now()
    source, _ = Source.objects.get_or_create(
        slug="editor",
        defaults={
            "name": "Editor",
            "format": SourceFormat.MANUAL,
            "side": SourceSide.EDITOR,
            "tier": 1,
        },
    )
    Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    said = "\n".join([text, trip.url, today.isoformat(), trip.people[0].official or ""])
    guid = f"{editor.get_username()}:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
    known = Announcement.objects.filter(source=source, guid=guid).first()
    if known is not None:
        return known, False
    row = Announcement.objects.create(
        source=source,
        guid=guid,
        url=trip.url,
        text=text,
        published_at=now,
        published_on=today,
        fetched_at=now,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
    )
    Reading.objects.create(
        announcement=row, state=DeliveryState.DONE, due_at=now, engine=ENGINE, notes=[]
    )
    return row, True
