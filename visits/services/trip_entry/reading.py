"""An announcement that an editor pastes, or whose address is given, read into the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from visits.extraction import Document, extract
from visits.extraction.dates import Window
from visits.extraction.records import Evidence, Extraction, MeetingEvent, Person, VisitEvent
from visits.ingest.fetch import get
from visits.ingest.headers import charset
from visits.ingest.items import Hints, Kind
from visits.ingest.politeness import HostBusy
from visits.ingest.sandbox import ParsingFailed, parse_each
from visits.outbound import FetchFailed
from visits.queries.gazetteer import gazetteer
from visits.queries.wording import country_name
from visits.services.trip_entry.told import ABOVE
from visits.terms import VisitKind
from visits.validators import FieldProblem, check_web_address

LONGEST = 100_000
DEADLINE = 12.0
_PLANNED = ("invited", "cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class ReadInto:
    """The form's fields, and the text with the marks (start, end, field) of their words."""

    data: dict[str, Any]
    text: str
    marks: list[tuple[int, int, str]]

    @property
    def pasted(self) -> dict[str, Any]:
        return {"text": self.text, "marks": [list(mark) for mark in self.marks]}


def read_into_form(*, text: str, url: str, today: date) -> ReadInto:
    """The trip of the first head of delegation whom the text tells of; the rest is for the editor.

    Without a text the page at `url` is fetched. Raises FieldProblem where there is nothing to read.
    """
    check_web_address("source_url", url)
    if len(text) > LONGEST:
        raise FieldProblem("pasted", _("Shorten this to at most %(most)d characters.")
                           % {"most": LONGEST})  # fmt: skip
    title, published, language = "", today, ""
    if not text.strip():
        if not url:
            raise FieldProblem("pasted", _("Paste the text, or give its address."))
        title, text, published, language = _fetched(url, today)
    document = Document("pasted", title, text, published, language=language or "en")
    return _filled(document, extract(document, gazetteer()), url)


def _fetched(url: str, today: date) -> tuple[str, str, date, str]:
    try:
        answer = get(url, deadline=DEADLINE)
        hints = Hints(Kind.ARTICLE, answer.url, charset=charset(answer.headers), now=timezone.now())
        (parsed,) = parse_each([(answer.body, hints)])
    except (FetchFailed, ParsingFailed, HostBusy) as problem:
        told = _("The page could not be read (%(why)s): paste its text.")
        raise FieldProblem("source_url", told % {"why": str(problem)[:200]}) from problem
    if not parsed.items or not parsed.items[0].text.strip():
        raise FieldProblem("source_url", _("No text was found on the page: paste it."))
    item = parsed.items[0]
    day = item.published.date() if item.published else today
    return item.title, item.text, min(day, today), item.language


def _filled(document: Document, read: Extraction, url: str) -> ReadInto:
    if not read.visits:
        data: dict[str, Any] = {"source_url": url}
        return ReadInto(data, document.reading, [])
    first = read.visits[0]
    head = first.visitors[0] if first.visitors else None
    visits = [one for one in read.visits if _head(one) == (head.name if head else None)]
    meetings = [one for one in read.meetings if head and head.name in _names(one.participants)]
    statuses = {one.status.value for one in visits}
    kinds = {one.kind for one in visits} - {VisitKind.UNSPECIFIED}
    data = {
        "people": [_person(one) for one in first.visitors],
        "stops": [_stop(one) for one in visits],
        "meetings": [row for one in meetings for row in _met(one, first.visitors)],
        "kind": kinds.pop().value if len(kinds) == 1 else "",
        "status": statuses.pop() if len(statuses) == 1 and statuses & set(_PLANNED) else "",
        "source_url": url,
        "note": next((one.purpose for one in visits if one.purpose), ""),
    }
    events: list[VisitEvent | MeetingEvent] = [*visits, *meetings]
    return ReadInto(data, document.reading, _marks(events))


def _head(visit: VisitEvent) -> str | None:
    return visit.visitors[0].name if visit.visitors else None


def _names(people: Iterable[Person]) -> list[str]:
    return [person.name for person in people]


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, "country": country_name(person.country) if person.country else ""}


def _stop(visit: VisitEvent) -> dict[str, str]:
    return {
        "host": country_name(visit.destination_country),
        "city": visit.destination_city or "",
        "dates": _edtf(visit.start, visit.end),
    }


def _met(meeting: MeetingEvent, delegation: Iterable[Person]) -> list[dict[str, str]]:
    """A row for each whom the delegation met; all but the first are in the meeting above."""
    own = set(_names(delegation))
    others = [one for one in meeting.participants if one.name not in own]
    rows = [{**_person(one), "form": ABOVE} for one in others]
    if rows:
        rows[0] |= {"dates": _edtf(meeting.date, None), "form": meeting.form.value}
    return rows


def _edtf(start: Window | None, end: Window | None) -> str:
    """The stay as the form takes it: a window is "one of a set"."""
    if start is None and end is None:
        return ""
    if end is None or start == end:
        return _set(start)
    return f"{_set(start) or '..'}/{_set(end)}"


def _set(window: Window | None) -> str:
    if window is None:
        return ""
    if window.is_day:
        return str(window.earliest)
    return f"[{window.earliest or ''}..{window.latest or ''}]"


def _marks(events: Iterable[VisitEvent | MeetingEvent]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for event in events:
        for field, words in event.evidence.items():
            if field not in ("sentence", "trigger") and _is_clear(words, found):
                found.append((words.span.start, words.span.end, field))
    return sorted(found)


def _is_clear(words: Evidence, found: list[tuple[int, int, str]]) -> bool:
    """Whether nothing is marked there yet: marks do not overlap."""
    span = words.span
    return all(span.end <= start or end <= span.start for start, end, _ in found)
