"""What is told of a trip, as it was typed and as it is after every field was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from visits.extraction.documents import normalise
from visits.extraction.records import Person
from visits.extraction.stays import Stay
from visits.models import Country, Official
from visits.services.field_values import OWN_COUNTRY, one_of, stay_of
from visits.terms import MeetingForm, VisitKind, VisitStatus
from visits.validators import FieldProblem, check_name, check_web_address

#: The form of a row of meetings that says: one more person at the meeting of the row above.
ABOVE = "above"
LONGEST = {"name": 300, "city": 120, "dates": 200, "note": 2000}


@dataclass(frozen=True, slots=True)
class Traveller:
    """A known official, or a name with its country's code."""

    official: Official | None = None
    name: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class StopTold:
    """`dates` are words or EDTF."""

    host: str
    city: str = ""
    dates: str = ""


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """Whom the head of the delegation meets."""

    people: tuple[Traveller, ...]
    dates: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class TripTold:
    """The first traveller heads the delegation. What is left empty is not said."""

    travellers: tuple[Traveller, ...]
    stops: tuple[StopTold, ...]
    meetings: tuple[MeetingTold, ...] = ()
    kind: str = ""
    status: str = ""
    source_url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    host: Country
    city: str
    words: str
    stay: Stay | None


@dataclass(frozen=True, slots=True)
class Meeting:
    people: tuple[Person, ...]
    words: str
    stay: Stay | None
    form: MeetingForm


@dataclass(frozen=True, slots=True)
class Trip:
    """The checked fields."""

    people: tuple[Person, ...]
    sending: Country | None
    stops: tuple[Stop, ...]
    meetings: tuple[Meeting, ...]
    kind: VisitKind | None
    status: VisitStatus | None
    note: str
    url: str


def check_trip(told: TripTold, today: date) -> Trip:
    """The trip with every field checked; FieldProblem names the field, as "stops-0-dates"."""
    check_web_address("source_url", told.source_url)
    _check_length("note", told.note, "note")
    if not told.travellers:
        raise FieldProblem("people-0-name", _("Say who travels."))
    if not told.stops:
        raise FieldProblem("stops-0-host", _("Say where the trip leads."))
    people = tuple(_person(one, f"people-{n}") for n, one in enumerate(told.travellers))
    sending = _sending(told.travellers[0])
    stops = tuple(_stop(one, n, sending, today) for n, one in enumerate(told.stops))
    _check_apart(stops)
    return Trip(
        people=people,
        sending=sending,
        stops=stops,
        meetings=tuple(_meeting(one, n, today) for n, one in enumerate(told.meetings)),
        kind=one_of("kind", VisitKind, told.kind) if told.kind else None,
        status=one_of("status", VisitStatus, told.status) if told.status else None,
        note=normalise(told.note),
        url=told.source_url,
    )


def _stop(told: StopTold, number: int, sending: Country | None, today: date) -> Stop:
    name = f"stops-{number}"
    _check_length(f"{name}-city", told.city, "city")
    _check_length(f"{name}-dates", told.dates, "dates")
    host = _country(f"{name}-host", told.host)
    if sending == host:
        raise FieldProblem(f"{name}-host", str(OWN_COUNTRY))
    city = normalise(told.city)
    if city:
        check_name(f"{name}-city", city)
    stay = stay_of(f"{name}-dates", told.dates, today)
    return Stop(host, city, normalise(told.dates), stay)


def _meeting(told: MeetingTold, number: int, today: date) -> Meeting:
    name = f"meetings-{number}"
    _check_length(f"{name}-dates", told.dates, "dates")
    if not told.people:
        raise FieldProblem(f"{name}-name", _("Say who was met."))
    people = tuple(_person(one, name) for one in told.people)
    stay = stay_of(f"{name}-dates", told.dates, today)
    form = _form(f"{name}-form", told.form)
    return Meeting(people, normalise(told.dates), stay, form)


def _form(field: str, value: str) -> MeetingForm:
    try:
        return MeetingForm(value or MeetingForm.IN_PERSON)
    except ValueError:
        raise FieldProblem(field, _("Choose a form from the list.")) from None


def _check_apart(stops: Sequence[Stop]) -> None:
    """Refuses stops that must overlap by more than the day of the journey between them."""
    sure = [_sure(stop.stay) for stop in stops]
    for later, mine in enumerate(sure):
        for earlier, other in enumerate(sure[:later]):
            if not mine or not other or stops[later].host == stops[earlier].host:
                continue
            if max(mine[0], other[0]) < min(mine[1], other[1]) or (
                mine == other and mine[0] < mine[1]
            ):
                raise FieldProblem(
                    f"stops-{later}-dates",
                    _("This overlaps with stop %(number)d: one is in one country at a time.")
                    % {"number": earlier + 1},
                )


def _sure(stay: Stay | None) -> tuple[date, date] | None:
    """The days on which the traveller is there in any case."""
    first = stay.start.latest if stay and stay.start else None
    if stay is None or first is None:
        return None
    last = (stay.end.earliest if stay.end else None) or first
    return (first, last) if first <= last else None


def _person(told: Traveller, name: str) -> Person:
    official, country = told.official, told.country
    if official is not None:
        key = official.key or f"visitbook:{official.pk}"
        return Person(official.name, country or official.country_id, official=key)
    _check_length(f"{name}-name", told.name, "name")
    if not normalise(told.name):
        raise FieldProblem(f"{name}-name", _("Choose an official, or give a name and a country."))
    check_name(f"{name}-name", told.name)
    if not country:
        raise FieldProblem(f"{name}-country", _("Choose the country that this person acts for."))
    return Person(normalise(told.name), _country(f"{name}-country", country).code)


def _sending(head: Traveller) -> Country | None:
    if head.country:
        return _country("people-0-country", head.country)
    return head.official.country if head.official else None


def _country(field: str, code: str) -> Country:
    found = Country.objects.filter(code=code).first()
    if found is None:
        raise FieldProblem(field, _("Choose a country from the list."))
    return found


def _check_length(field: str, value: str, kind: str) -> None:
    if len(value) > LONGEST[kind]:
        raise FieldProblem(
            field, _("Shorten this to at most %(most)d characters.") % {"most": LONGEST[kind]}
        )
