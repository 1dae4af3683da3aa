"""The meetings of an announcement: tellings about the same contact put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from visits.extraction.dates import DateExpression, Window
from visits.extraction.events.ambiguity import ambiguous, as_told
from visits.extraction.events.certainties import firmest
from visits.extraction.events.confidence import meeting_confidence
from visits.extraction.events.during import day_of_visit, on_the_trip
from visits.extraction.events.evidence import meeting_evidence
from visits.extraction.events.gatherings import meeting_gathering
from visits.extraction.events.news import headline_day, is_news
from visits.extraction.events.occasions import occasion_day
from visits.extraction.events.participants import international, parties
from visits.extraction.events.setting import Setting, today
from visits.extraction.events.sides import speaking_side
from visits.extraction.events.statuses import joined, settled
from visits.extraction.events.tellings import Telling
from visits.extraction.events.windows import HISTORY, compatible, earlier_than
from visits.extraction.mentions import PlaceForm, PlaceMention
from visits.extraction.records import MeetingEvent, VisitEvent
from visits.terms import MeetingForm, Rank, VisitStatus

#: How many tellings of a meeting are looked at for its date.
FEW = 20
#: How many visits are looked through for the one that a meeting is part of.
MANY = 100
UNBOUNDED = 10_000
_IN = ("in ", "at ", " à ", " en ", " в ", "在")
_NEVER = {"negated", "denied", "doubtful"}


@dataclass(frozen=True, slots=True)
class Contact:
    """A telling of a meeting on one of its days."""

    telling: Telling
    people: frozenset[int]
    form: str
    day: DateExpression | None

    @property
    def window(self) -> Window | None:
        if self.day is None or self.day.window is None:
            return None
        if self.day.kind == "range" and self.day.last is not None:
            return Window(self.day.window.earliest, self.day.last.latest)
        return self.day.window


def meeting_events(
    told: Sequence[tuple[Telling, str]],
    visits: Sequence[VisitEvent],
    setting: Setting,
) -> tuple[MeetingEvent, ...]:
    """One event for each contact between people of several countries, in the order of the text."""
    contacts = [
        contact
        for telling, form in told
        if telling.status not in _NEVER and international(telling, visits, setting)
        for contact in _contacts(telling, form, setting)
    ]
    known: dict[tuple[str, int], list[list[Contact]]] = {}
    groups: list[list[Contact]] = []
    told_apart = {contact.people for contact in contacts if not contact.telling.frame.loose}
    for contact in sorted(contacts, key=lambda c: (c.telling.frame.loose, _is_group(c))):
        if contact.telling.frame.loose and _echoes(contact, told_apart, setting):
            continue
        keys = [(contact.form, person) for person in contact.people]
        near = (group for key in keys for group in known.get(key, ()))
        home = next((group for group in near if _same(group, contact)), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(contact)
        for key in keys:
            if not any(group is home for group in known.setdefault(key, [])):
                known[key].append(home)
    groups.sort(key=lambda g: min((c.telling.line.index, c.telling.start) for c in g))
    events = [_event(group, visits, setting) for group in groups]
    return tuple(e for e in events if not earlier_than(e.date, setting.published - HISTORY))


def _is_group(contact: Contact) -> bool:
    return contact.telling.frame.base == "group"


def _is_vague(contact: Contact) -> bool:
    """Whether a telling may leave some of the people out: a headline, "the two leaders"."""
    return _is_group(contact) or contact.telling.line.sentence.is_title


def _echoes(contact: Contact, told: set[frozenset[int]], setting: Setting) -> bool:
    """Whether what one "told" the other says no more than another sentence does.

    It stands alone for a contact only between people of rank.
    """
    people = [setting.mentions.people[person] for person in contact.people]
    high = all(p.role is not None and p.role.rank <= Rank.MINISTER for p in people)
    return not high or any(contact.people <= people for people in told)


def _contacts(telling: Telling, form: str, setting: Setting) -> list[Contact]:
    """The contacts of a telling: one a day, and one a host where it tells of several meetings.

    What a leader "told a visitor" was told on the day of the news, if the lead names one.
    """
    dated = {day.window: day for day in telling.days if day.window is not None}
    exact = {w: day for w, day in dated.items() if w.is_day}
    days: list[DateExpression | None] = list((exact or dated).values())
    if not days and form in _told_at_once(telling) and is_news(telling, setting):
        days = [setting.news]
    if not days and (other := occasion_day(telling, setting) or _today(telling, setting)):
        days = [other]
    groups = parties(telling, setting)
    if len(groups) == len(days) > 1:
        return [
            Contact(telling, frozenset(people), form, day)
            for people, day in zip(groups, days, strict=True)
        ]
    return [
        Contact(telling, frozenset(people), form, day)
        for people in groups
        for day in days or [None]
    ]


def _today(telling: Telling, setting: Setting) -> DateExpression | None:
    """The day of publication for what goes on: "the two are holding talks"."""
    line = telling.line
    found = setting.lexicon.under_way.search(line.text, max(0, telling.start - 60), telling.start)
    if found is None or line.sentence.is_title or telling.status not in ("ongoing", "unknown"):
        return None
    if telling.frame.noun and not found.group().split()[1:]:
        return None
    return today(line, (found.start(), telling.end), setting.published)


def _told_at_once(telling: Telling) -> tuple[str, ...]:
    """The forms of contact that a telling may take from the news: a call must be told as done."""
    done = telling.status in ("completed", "ongoing")
    return ("in_person", "call", "video") if done else ("in_person",)


def _same(group: list[Contact], contact: Contact) -> bool:
    """Whether a telling is about the contact of a group, which its first telling stands for."""
    first, last = group[0], group[-1]
    if last.telling is contact.telling:
        return False
    nested = first.people == contact.people or (
        first.telling.line.index != contact.telling.line.index
        and (_is_vague(first) or _is_vague(contact))
        and (first.people <= contact.people or contact.people <= first.people)
    )
    if not nested:
        return False
    windows = {other.window for other in group[:FEW]}
    return all(compatible(window, contact.window) for window in windows)


def _status(told: VisitStatus, around: VisitEvent | None) -> VisitStatus:
    """A meeting planned for a visit that is called off is called off as well."""
    off = (VisitStatus.CANCELLED, VisitStatus.POSTPONED)
    called_off = around is not None and around.status in off and told is VisitStatus.PLANNED
    return around.status if called_off and around is not None else told


def _told(word: str, window: Window | None, published: date) -> VisitStatus:
    """The status that a telling's word means; what is not under way is over, if not ahead."""
    status = settled(word, window, window, published)
    over = word == "unknown" and window is not None and status is VisitStatus.ONGOING
    return VisitStatus.COMPLETED if over else status


def _breadth(contact: Contact) -> int:
    days = contact.window.days if contact.window is not None else None
    return days if days is not None else UNBOUNDED


def _event(group: list[Contact], visits: Sequence[VisitEvent], setting: Setting) -> MeetingEvent:
    mentions, published = setting.mentions, setting.published
    ordered = sorted(group, key=lambda c: (c.telling.line.index, c.telling.start))
    lead = next((c for c in ordered if not c.telling.line.sentence.is_title), ordered[0])
    dated = min((c for c in ordered if c.window is not None), key=_breadth, default=None)
    window = dated.window if dated is not None else headline_day(ordered[0].telling, setting)
    everybody = dict.fromkeys(p for c in ordered for p in c.telling.people if p in c.people)
    people, candidates = as_told(everybody, [c.telling for c in ordered], mentions)
    countries = tuple(dict.fromkeys(p.country for p in people if p.country))
    around = _visit_around(people, visits) if lead.form == "in_person" else None
    if window is None:
        window = day_of_visit([c.telling for c in ordered], around, setting)
    elif dated is not None and dated.day is not None:
        window = on_the_trip(window, dated.day, people, visits, setting)
    votes = [
        (_told(c.telling.status, window, published), 2 if c.telling.firm else 1) for c in ordered
    ]
    place = _place(lead, around)
    confidence, reasons = meeting_confidence(
        [c.telling for c in ordered], people, dated=window is not None
    )
    met = [c.telling for c in ordered if lead.form == "in_person"]
    gathering, words = meeting_gathering(met, around, setting)
    return MeetingEvent(
        participants=people,
        countries=countries,
        form=MeetingForm(lead.form),
        date=window,
        within=_within(around) if window is None else None,
        status=_status(joined(votes, window, window, published), around),
        certainty=firmest(c.telling for c in ordered),
        place_country=place[0],
        place_city=place[1],
        gathering=gathering,
        side=speaking_side([c.telling.line for c in ordered], setting),
        confidence=confidence,
        reasons=reasons + ambiguous(candidates),
        candidates=candidates,
        rule=lead.telling.frame.name,
        evidence=meeting_evidence(lead.telling, dated.day if dated else None, mentions)
        | dict(words),
    )


def _visit_around(people: Sequence[object], visits: Sequence[VisitEvent]) -> VisitEvent | None:
    """The visit on which these people meet: one of them goes where another is at home."""
    for visit in visits[:MANY]:
        guests = [p for p in people if p in visit.visitors]
        hosts = [p for p in people if getattr(p, "country", None) == visit.destination_country]
        if guests and hosts:
            return visit
    return None


def _within(visit: VisitEvent | None) -> Window | None:
    if visit is None:
        return None
    if visit.start is None:
        return visit.within
    last = visit.end.latest if visit.end is not None else None
    first = visit.start.earliest
    return Window(first, last) if not (first and last and last < first) else None


def _place(lead: Contact, around: VisitEvent | None) -> tuple[str | None, str | None]:
    if lead.form != "in_person":
        return None, None
    start, marks = lead.telling.start, lead.telling.line.marks
    for position, mark in sorted(marks.items(), key=lambda m: (m[0] < start, abs(m[0] - start))):
        if not isinstance(mark, PlaceMention) or mark.form not in (PlaceForm.CITY, PlaceForm.HERE):
            continue
        if lead.telling.line.text[max(0, position - 4) : position].endswith(_IN):
            return mark.country, mark.city
    if around is not None:
        return around.destination_country, around.destination_city
    return None, None
