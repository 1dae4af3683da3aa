"""A trip entered by hand: an announcement of the source "editor" and its one claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from visits.extraction.documents import normalise
from visits.extraction.records import Person, VisitEvent
from visits.extraction.stays import Stay
from visits.models import Announcement, Country, Official, Reading, Source, Visit
from visits.services.claims import claim_rows
from visits.services.field_values import OWN_COUNTRY, one_of, stay_of
from visits.services.linking import LinkingDelayed, link_now
from visits.services.statements import Statement
from visits.services.timelines import store_claims
from visits.terms import (
    DeliveryState,
    SourceFormat,
    SourceSide,
    VisitKind,
    VisitStatus,
)
from visits.validators import FieldProblem, check_name, check_web_address

ENGINE = "editor"
LONGEST = {"name": 300, "city": 120, "dates": 200, "note": 2000}


@dataclass(frozen=True, slots=True)
class _Entry:
    """The checked fields of the form."""

    person: Person
    sending: Country | None
    host: Country
    city: str
    words: str
    stay: Stay | None
    kind: VisitKind | None
    status: VisitStatus | None
    note: str


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
    """The visit of a trip entered by hand, by a known official or by a name with its country.

    `dates` are words or EDTF, read from `today`. What is left empty is not said: announcements
    decide it. The same entry of the same editor and day is one. Raises FieldProblem, naming the
    field, before anything is written; LinkingDelayed where the trip is stored and waits.
    """
    check_web_address("source_url", source_url)
    for field, value in {"name": name, "city": city, "dates": dates, "note": note}.items():
        if len(value) > LONGEST[field]:
            raise FieldProblem(field, f"Shorten this to at most {LONGEST[field]:,} characters.")
    entry = _Entry(
        person=_person(official, name, country),
        sending=_sending(official, country),
        host=_country("host", host),
        city=normalise(city),
        words=normalise(dates),
        stay=stay_of("dates", dates, today),
        kind=one_of("kind", VisitKind, kind) if kind else None,
        status=one_of("status", VisitStatus, status) if status else None,
        note=normalise(note),
    )
    if entry.sending == entry.host:
        raise FieldProblem("host", str(OWN_COUNTRY))
    if entry.city:
        check_name("city", entry.city)
    return _store(editor, entry, source_url, today)


def _store(editor: User, entry: _Entry, source_url: str, today: date) -> Visit:
    now = timezone.now()
    text, event = _telling(entry)
    with transaction.atomic():
        row, is_new = _announced(editor, text, source_url, today, now, entry)
        timelines = set()
        if is_new:
            timelines = store_claims(claim_rows(row, [event], generation=1, engine=ENGINE), now)
    try:
        link_now(timelines)
    except LinkingDelayed as delayed:
        raise LinkingDelayed(row.get_absolute_url()) from delayed
    visit = Visit.objects.filter(claims__announcement=row).first()
    if visit is None:
        raise LinkingDelayed(row.get_absolute_url())
    return visit


def _person(official: Official | None, name: str, country: str) -> Person:
    if official is not None:
        key = official.key or f"visitbook:{official.pk}"
        return Person(official.name, country or official.country_id, official=key)
    if not normalise(name):
        raise FieldProblem("official", "Choose an official, or give a name and a country.")
    check_name("official", name)
    if not country:
        raise FieldProblem("country", "Choose the country that this person acts for.")
    return Person(normalise(name), country)


def _sending(official: Official | None, country: str) -> Country | None:
    if country:
        return _country("country", country)
    return official.country if official else None


def _country(field: str, code: str) -> Country:
    found = Country.objects.filter(code=code).first()
    if found is None:
        raise FieldProblem(field, "Choose a country from the list.")
    return found


def _telling(entry: _Entry) -> tuple[str, VisitEvent]:
    sentence = Statement().add(entry.person.name, "visitors")
    if entry.sending:
        sentence.add(" (").add(entry.sending.name_in("en"), "visitor_country").add(")")
    sentence.add(" to ").add(entry.host.name_in("en"), "destination")
    if entry.city:
        sentence.add(", ").add(entry.city, "city")
    if entry.words:
        stay = entry.stay
        fields = [n for n in ("start", "end") if stay and getattr(stay, n)]
        sentence.add(": ").add(entry.words, *fields)
    if entry.kind:
        sentence.add("; ").add(entry.kind.value, "kind")
    if entry.status:
        sentence.add("; ").add(entry.status.value, "status")
    if entry.note:
        sentence.add(". ").add(entry.note, "purpose")
    event = VisitEvent(
        visitors=(entry.person,),
        visitor_country=entry.sending.code if entry.sending else entry.person.country,
        destination_country=entry.host.code,
        destination_city=entry.city or None,
        start=entry.stay.start if entry.stay else None,
        end=entry.stay.end if entry.stay else None,
        status=entry.status or VisitStatus.PLANNED,
        kind=entry.kind or VisitKind.UNSPECIFIED,
        purpose=entry.note or None,
        confidence=1.0,
        rule="entered by hand",
        evidence=sentence.evidence(),
    )
    return sentence.text, event


def _announced(
    editor: User, text: str, url: str, today: date, now: datetime, entry: _Entry
) -> tuple[Announcement, bool]:
    """The entry's announcement, and whether it is new: a form sent twice is entered once.

    The source is locked, so that two entries come one after the other.
    """
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
    said = "\n".join([text, url, today.isoformat(), entry.person.official or ""])
    guid = f"{editor.get_username()}:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
    known = Announcement.objects.filter(source=source, guid=guid).first()
    if known is not None:
        return known, False
    row = Announcement.objects.create(
        source=source,
        guid=guid,
        url=url,
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
