"""Small rows for tests: each call stores one, and what it needs if that was not given."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import slugify

from visits.models import (
    Announcement,
    Claim,
    Country,
    Itinerary,
    Meeting,
    MeetingClaim,
    MeetingParticipant,
    Office,
    Official,
    OfficialName,
    Source,
    Stop,
    Tenure,
    Visit,
    VisitClaim,
    VisitMember,
    VisitVersion,
)
from visits.reference.folding import fold
from visits.terms import (
    ClaimSubject,
    EditorialState,
    MeetingForm,
    Rank,
    Role,
    SourceSide,
    VisitKind,
    VisitStatus,
)

_number = count(1)
NAMES = {"CN": "China", "FR": "France", "JP": "Japan", "RU": "Russia", "US": "United States"}
Window = tuple[date | None, date | None]


def day(text: str) -> date:
    return date.fromisoformat(text)


def make_country(code: str = "RU", name: str = "", **more: Any) -> Country:
    names = {"en": name or NAMES.get(code, code)}
    country, _ = Country.objects.get_or_create(
        code=code, defaults={"names": names, "alpha2": code[:2], **more}
    )
    return country


def make_official(
    name: str = "Wang Yi", country: str | None = "CN", *, names: Sequence[str] = (), **more: Any
) -> Official:
    """One official of that name, made at the first call; `names` are further ones."""
    made, _ = Official.objects.get_or_create(
        slug=slugify(name) or f"official-{next(_number)}",
        defaults={
            "name": name,
            "folded": fold(name),
            "country": make_country(country) if country else None,
            **more,
        },
    )
    for other in names:
        OfficialName.objects.get_or_create(official=made, name=other, folded=fold(other))
    return made


def make_tenure(
    official: Official,
    name: str = "Foreign Minister",
    role: Role = Role.FOREIGN_MINISTER,
    start: str | None = "2013-01-01",
    end: str | None = None,
) -> Tenure:
    assert official.country_id is not None
    office, _ = Office.objects.get_or_create(
        key=f"{official.country_id}-{slugify(name)}",
        defaults={
            "country_id": official.country_id,
            "role": role,
            "rank": role.rank,
            "names": {"en": name},
        },
    )
    return Tenure.objects.create(
        official=official,
        office=office,
        start=day(start) if start else None,
        end=day(end) if end else None,
    )


def make_source(slug: str = "cn-mfa", country: str | None = "CN", **more: Any) -> Source:
    source, _ = Source.objects.get_or_create(
        slug=slug,
        defaults={
            "name": slug.replace("-", " ").title(),
            "country": make_country(country) if country else None,
            "side": SourceSide.MINISTRY if country else SourceSide.WIRE,
            **more,
        },
    )
    return source


def make_announcement(
    text: str = "Foreign Minister Wang Yi will visit Moscow.",
    *,
    title: str = "Visit announced",
    published: str = "2025-03-28",
    source: Source | None = None,
    **more: Any,
) -> Announcement:
    """An announcement whose stored text is its title, an empty line, then `text`."""
    number = next(_number)
    whole = f"{title}\n\n{text}" if title else text
    at = datetime.combine(day(published), datetime.min.time(), UTC).replace(hour=9)
    values: dict[str, Any] = {
        "guid": f"urn:test:{number}",
        "url": f"https://news.example/{number}",
        "fetched_at": at,
        "content_hash": hashlib.sha256(f"{number}{whole}".encode()).hexdigest(),
    }
    return Announcement.objects.create(
        source=source or make_source(),
        title=title,
        text=whole,
        published_at=at,
        published_on=day(published),
        **{**values, **more},
    )


def make_claim(
    announcement: Announcement | None = None,
    *,
    subject: ClaimSubject = ClaimSubject.VISIT,
    quotes: dict[str, str] | None = None,
    inferred: Sequence[str] = (),
    side: str | None = "CN",
    value: dict[str, Any] | None = None,
    confidence: float = 0.9,
    **more: Any,
) -> Claim:
    """A claim; `quotes` maps a field to words of the announcement, found at their first place."""
    told = announcement or make_announcement()
    number = told.claims.count() + 1
    spans = {
        field: _span(told.text, words, field not in inferred)
        for field, words in (quotes or {"sentence": told.text.split("\n\n")[-1]}).items()
    }
    return Claim.objects.create(
        key=f"{told.pk}#{number}",
        announcement=told,
        subject=subject,
        value=value or {},
        evidence=spans,
        side=make_country(side) if side else None,
        confidence=confidence,
        **{"engine": "test-1", "rule": "visit.will_visit", **more},
    )


def _span(text: str, quote: str, stated: bool) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote, "stated": stated}


def visit_value(**said: Any) -> dict[str, Any]:
    """`Claim.value` of a visit; days are given as one ISO day or as a pair."""
    value: dict[str, Any] = {
        "visitors": [], "visitor_country": None, "destination_country": None,
        "destination_city": None, "start": None, "end": None, "within": None, "new_start": None,
        "status": "planned", "kind": "unspecified", "purpose": None, "topics": [], "hosts": [],
        "inviter": None, "gathering": None, "accepted": False, "declined": False,
    }  # fmt: skip
    for field in ("start", "end", "within"):
        if isinstance(said.get(field), str):
            said[field] = [said[field], said[field]]
    return {**value, **said}


def person_value(name: str, country: str | None = None) -> dict[str, Any]:
    return {"name": name, "country": country, "title": "", "role": None, "official": None}


def make_itinerary(head: Official | None = None, **more: Any) -> Itinerary:
    return Itinerary.objects.create(
        key=f"itinerary-{next(_number)}",
        head=head,
        country=head.country if head else None,
        **more,
    )


def make_visit(
    head: Official | str | None = "Wang Yi",
    host: str = "RU",
    start: str | Window | None = "2025-03-31",
    end: str | Window | None = "2025-04-02",
    *,
    cities: Sequence[str] = (),
    claims: Sequence[Claim] = (),
    itinerary: Itinerary | None = None,
    status: VisitStatus = VisitStatus.PLANNED,
    kind: VisitKind = VisitKind.UNSPECIFIED,
    state: EditorialState = EditorialState.PUBLISHED,
    **more: Any,
) -> Visit:
    """A visit of one head; `start` and `end` are an ISO day or a pair of days."""
    official = make_official(head) if isinstance(head, str) else head
    starts, ends = _window(start), _window(end)
    visit = Visit.objects.create(
        key=f"visit-{next(_number)}",
        itinerary=itinerary or make_itinerary(official, start=starts[0], end=ends[1]),
        head=official,
        visitor_country=official.country if official else None,
        host=make_country(host),
        start_earliest=starts[0],
        start_latest=starts[1],
        end_earliest=ends[0],
        end_latest=ends[1],
        status=status,
        kind=kind,
        state=state,
        **{"rank": Rank.MINISTER, "confidence": 0.9, **more},
    )
    if official:
        VisitMember.objects.create(visit=visit, official=official)
    for position, city in enumerate(cities):
        Stop.objects.create(visit=visit, city=city, position=position)
    for claim in claims:
        VisitClaim.objects.create(visit=visit, claim=claim)
    return visit


def make_version(visit: Visit, published: str, **told: Any) -> VisitVersion:
    """A state of the visit, told at noon of the day; `told` differs from what the row says."""
    number = VisitVersion.objects.filter(visit=visit.pk).count() + 1
    days = ("start_earliest", "start_latest", "end_earliest", "end_latest",
            "window_earliest", "window_latest")  # fmt: skip
    plain = ("head_id", "rank", "visitor_country_id", "host_id", "kind", "status", "state",
             "purpose", "confirmed_by_both", "accepted", "confidence")  # fmt: skip
    snapshot = {
        **{name: getattr(visit, name) for name in plain},
        **{name: str(getattr(visit, name) or "") or None for name in days},
        "members": [member.official_id for member in visit.members.all()],
        "cities": [stop.city for stop in visit.stops.all()],
        "claims": [link.claim.key for link in visit.claim_links.all()],
    }
    VisitVersion.objects.filter(visit=visit.pk, recorded_to=None).update(
        recorded_to=_noon(published)
    )
    return VisitVersion.objects.create(
        visit=visit.pk,
        number=number,
        snapshot=snapshot | told,
        published_from=_noon(published),
        recorded_from=_noon(published),
    )


def _noon(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T12:00:00+00:00")


def make_meeting(
    people: Sequence[Official | str] = ("Wang Yi", "Sergey Lavrov"),
    on: str | Window | None = "2025-04-01",
    *,
    visits: Sequence[Visit] = (),
    claims: Sequence[Claim] = (),
    country: str | None = None,
    form: MeetingForm = MeetingForm.IN_PERSON,
    status: VisitStatus = VisitStatus.PLANNED,
    state: EditorialState = EditorialState.PUBLISHED,
    **more: Any,
) -> Meeting:
    days = _window(on)
    meeting = Meeting.objects.create(
        key=f"meeting-{next(_number)}",
        form=form,
        status=status,
        state=state,
        day_earliest=days[0],
        day_latest=days[1],
        country=make_country(country) if country else None,
        **{"confidence": 0.9, **more},
    )
    for position, person in enumerate(people):
        official = make_official(person, None) if isinstance(person, str) else person
        MeetingParticipant.objects.create(meeting=meeting, official=official, position=position)
    meeting.visits.set(visits)
    for claim in claims:
        MeetingClaim.objects.create(meeting=meeting, claim=claim)
    return meeting


def make_editor(username: str = "editor", **more: Any) -> User:
    return User.objects.create_user(username, password="a-long-password", is_staff=True, **more)


def _window(given: str | Window | None) -> Window:
    if given is None:
        return (None, None)
    if isinstance(given, str):
        return (day(given), day(given))
    return given
