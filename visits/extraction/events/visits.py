"""The visits of an announcement: units about the same stay put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from visits.extraction.dates import DateExpression, Window
from visits.extraction.events.ambiguity import ambiguous, as_told
from visits.extraction.events.answers import DECLINED
from visits.extraction.events.certainties import firmest
from visits.extraction.events.confidence import FLOOR, plain_tellings, visit_confidence
from visits.extraction.events.evidence import visit_evidence
from visits.extraction.events.groups import grouped
from visits.extraction.events.postponed import moved
from visits.extraction.events.purposes import visit_details
from visits.extraction.events.setting import Setting
from visits.extraction.events.sides import speaking_side
from visits.extraction.events.statuses import DONE, joined, settled
from visits.extraction.events.stops import at_home
from visits.extraction.events.units import Unit
from visits.extraction.events.versions import versions
from visits.extraction.events.windows import (
    HISTORY,
    Stay,
    completed,
    earlier_than,
    later_than,
    narrower,
    stay,
)
from visits.extraction.mentions import Mentions, PlaceForm
from visits.extraction.records import Person, VisitEvent
from visits.terms import Certainty, Rank, VisitKind, VisitStatus

_NEVER = {"negated", "denied", "doubtful"}
_KINDS = ("state", "official", "working", "private", "transit", "multilateral")


def visit_events(units: Sequence[Unit], setting: Setting) -> tuple[VisitEvent, ...]:
    """One event for each stay, in the order of the text."""
    told = list(_abroad(units, setting))
    denied = {_trip(unit) for unit in told if unit.telling.status == "denied"}
    likely = [
        unit
        for unit in told
        if unit.telling.status not in _NEVER
        and (unit.telling.certainty is Certainty.STATED or _trip(unit) not in denied)
    ]
    told_by = [one for group in grouped(likely) for one in versions(group, setting)]
    events = [_event(one.units, setting, one.side) for one in told_by]
    return tuple(event for event in events if event is not None and event.confidence >= FLOOR)


def _trip(unit: Unit) -> tuple[int, str]:
    """Who goes where: what a sentence that denies it and one that reports it share."""
    assert unit.stop is not None
    return unit.visitors[0], unit.stop.country


def _abroad(units: Iterable[Unit], setting: Setting) -> Iterable[Unit]:
    """Units of visitors from elsewhere, one for each country that they come from.

    Where nobody's home is known, they are the publisher's own people, but for high offices.
    """
    mentions, own = setting.mentions, setting.document.country
    posted = _posted(mentions)
    for unit in units:
        homes: dict[str | None, list[int]] = {}
        countries = [mentions.people[person].country for person in unit.visitors]
        company = next((country for country in countries if country is not None), None)
        for person, country in zip(unit.visitors, countries, strict=True):
            near = None if _ranks(mentions.people[person]) else own
            homes.setdefault(country or company or near, []).append(person)
        for home, people in homes.items():
            if unit.stop is None or at_home(home, unit.stop):
                continue
            if not any((person, unit.stop.country) in posted for person in people):
                yield Unit(
                    unit.telling, tuple(people), unit.stop, unit.place, unit.size,
                    unit.days, unit.own, unit.inferred,
                )  # fmt: skip


def _posted(mentions: Mentions) -> set[tuple[int, str]]:
    """Ambassadors with the countries that they live in: the "Russian Ambassador to China"."""
    told = [m for m in mentions.persons if m.title and "mbassador to" in m.title]
    starts = [place.start for place in mentions.places]
    return {
        (mention.people[0], place.country)
        for mention in told
        for place in mentions.places[
            bisect_left(starts, mention.start) : bisect_left(starts, mention.name_start)
        ]
        if place.form is not PlaceForm.DEMONYM
    }


def _ranks(person: Person) -> bool:
    return person.role is not None and person.role.rank <= Rank.MINISTER


def _event(group: list[Unit], setting: Setting, side: str | None) -> VisitEvent | None:
    mentions, published = setting.mentions, setting.published
    told, within = _dates(group)
    if earlier_than(told.start, published - HISTORY):
        return None
    told = _inside(told, within)
    if later_than(told.start, published) and any(_is_there(unit) for unit in group):
        told = Stay()
    status = _status(group, told, within, published)
    told = _one_day(group, told, status)
    if told.days == (1, 1) and status in DONE and setting.news is not None:
        told = _on_the_day(told, setting.news)
    shift = moved(group, told, status)
    told = shift.told
    lead = _lead(group)
    assert lead.stop is not None
    people, candidates = as_told(_people(group), plain_tellings(group), mentions)
    confidence, reasons = visit_confidence(group, told, status, people)
    details = visit_details(group, people, setting)
    return VisitEvent(
        visitors=people,
        visitor_country=next((p.country for p in people if p.country), None),
        destination_country=lead.stop.country,
        destination_city=next((u.stop.city for u in group if u.stop and u.stop.city), None),
        start=told.start,
        end=told.end,
        within=None if told.start or told.end else within,
        new_start=shift.new_start,
        replaced=shift.replaced,
        status=status,
        kind=_kind(group),
        purpose=details.purpose,
        topics=details.topics,
        hosts=details.hosts,
        inviter=details.inviter,
        gathering=details.gathering,
        certainty=firmest(unit.telling for unit in group),
        accepted=any(unit.telling.accepted for unit in group),
        declined=any(unit.telling.status == DECLINED for unit in group),
        side=side
        or speaking_side(
            [u.telling.line for u in sorted(group, key=lambda u: (u.inferred, u.order))], setting
        ),
        confidence=confidence,
        reasons=reasons + ambiguous(candidates),
        candidates=candidates,
        rule=lead.telling.frame.name,
        evidence=visit_evidence(lead, told, mentions) | details.evidence,
    )


def _is_there(unit: Unit) -> bool:
    """Whether somebody is told to be there: days to come are those of what is to be attended."""
    telling = unit.telling
    there = telling.status == "ongoing" and telling.firm
    return there and telling.frame.name.startswith("attends")


def _inside(told: Stay, tour: Window | None) -> Stay:
    """The stay without a start that says less than the window of its tour: "this month"."""
    start = told.start
    vague = start is not None and not start.is_day and told.end is None
    if tour is None or start is None or not vague or tour.contains(start):
        return told
    return replace(told, start=None, start_words=None) if tour.overlaps(start) else told


def _one_day(group: list[Unit], told: Stay, status: VisitStatus) -> Stay:
    """A visit "on Friday" ends on Friday, unless that is only when it begins."""
    lone = told.end is None and told.days is None and told.start is not None and told.start.is_day
    kinds = {day.kind for unit in group for day in unit.days if day.window == told.start}
    edges = {unit.telling.edge for unit in group if unit.days}
    if not lone or status is VisitStatus.ONGOING or kinds != {"date"} or edges != {None}:
        return told
    if not all(unit.own and not unit.inferred for unit in group if unit.days):
        return told
    if any(unit.telling.frame.noun and unit.telling.replaced is not None for unit in group):
        return told
    return replace(told, end=told.start, end_words=told.start_words, stated_end=False)


def _on_the_day(told: Stay, news: DateExpression) -> Stay:
    """A visit of one day without a date is that of the day of the news."""
    if told.start is not None or told.end is not None:
        return told
    return replace(told, start=news.window, end=news.window, start_words=news, end_words=news)


def _people(group: list[Unit]) -> tuple[int, ...]:
    order: dict[int, None] = {}
    for unit in sorted(group, key=lambda u: (u.inferred, u.order)):
        order |= dict.fromkeys(unit.visitors)
    return tuple(order)


def _lead(group: list[Unit]) -> Unit:
    return min(group, key=lambda u: (u.inferred, u.telling.line.sentence.is_title, u.order))


def _dates(group: list[Unit]) -> tuple[Stay, Window | None]:
    """The stay from the best telling of each end, and the window of the tour."""
    told, within = Stay(), None
    ranked = sorted(group, key=lambda u: (_in_title(u), u.inferred, not u.own, u.order))
    for unit in ranked:
        named = stay(unit.days, unit.telling.edge)
        part = completed(named)
        if not unit.own:
            within = within or _span(part)
            part = Stay(
                start=part.start if unit.place == 0 and not _on_the_eve(part, told) else None,
                end=part.end if unit.place == unit.size - 1 else None,
                start_words=part.start_words,
                end_words=part.end_words,
            )
        if _in_title(unit) and told.start is not None:
            told = part if told.end is None and _spans(part, told.start) else told
            continue
        start = _outer(told.start, part.start, None if unit.inferred else min)
        last = part.end if named.end is not None or not unit.own else None
        end = _outer(told.end, last, None if unit.inferred else max)
        told = Stay(
            start=start,
            end=end,
            days=told.days or part.days,
            start_words=(told if start == told.start else part).start_words,
            end_words=(told if end == told.end else part).end_words,
        )
    return completed(told), within


def _on_the_eve(tour: Stay, told: Stay) -> bool:
    """Whether a tour begins on the eve of its first stop's own days: who leaves home that day."""
    if tour.start is None or told.start is None or told.end is None:
        return False
    left, there = tour.start.earliest, told.start.earliest
    return left is not None and there is not None and there - left == timedelta(days=1)


def _spans(told: Stay, day: Window) -> bool:
    """Whether a day is one of a whole stay: "Travel to Brussels July 10-13" of "July 11"."""
    whole = _span(told) if told.start is not None and told.end is not None else None
    if whole is None or not (whole.earliest and whole.latest and day.earliest and day.latest):
        return False
    return whole.earliest <= day.earliest and day.latest <= whole.latest


def _in_title(unit: Unit) -> bool:
    return unit.telling.line.sentence.is_title


def _outer(
    one: Window | None, other: Window | None, choose: Callable[[date, date], date] | None
) -> Window | None:
    """The first told, or a later one that says the same more exactly or reaches further."""
    if one is None or other is None:
        return one or other
    if one.overlaps(other):
        return narrower(one, other)
    if (
        choose is None
        or one.earliest is None
        or other.earliest is None
        or not (one.is_day and other.is_day)
    ):
        return one
    return one if choose(one.earliest, other.earliest) == one.earliest else other


def _span(told: Stay) -> Window | None:
    start, end = told.start, told.end
    if start is None and end is None:
        return None
    first = start.earliest if start is not None else None
    last = end.latest if end is not None else None
    if end is None and start is not None and not start.is_day:
        last = start.latest
    return Window(first, last) if not (first and last and last < first) else None


def _status(group: list[Unit], told: Stay, tour: Window | None, published: date) -> VisitStatus:
    votes = []
    for unit in sorted(group, key=lambda u: u.order):
        weight = (3 if unit.telling.firm else 1) - unit.telling.frame.noun - unit.inferred
        word = unit.telling.status
        votes.append((settled(word, told.start, told.end, published, tour=tour), weight))
    return joined(votes, told.start, told.end, published)


def _kind(group: list[Unit]) -> VisitKind:
    told = {unit.telling.kind for unit in group}
    return VisitKind(next((kind for kind in _KINDS if kind in told), "unspecified"))
