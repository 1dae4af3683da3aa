"""What an official is called on a day, by the offices on record."""

from __future__ import annotations

from datetime import date

from django.utils.translation import pgettext

from visits.models import Official, Tenure
from visits.queries.day_forms import day_form, month_form
from visits.reference import SIGHTINGS


def office_on(official: Official, day: date) -> str:
    """The highest office held on the day; else the last one, said to be former; "" for none.

    The official's tenures must have been read along. An office that was still held when its source
    was taken is said with the year of that, once it is past; so is one whose holder was only seen
    in it, with the last year of that.
    """
    tenures = [one for one in official.tenures.all() if one.start is None or one.start <= day]
    held = [one for one in tenures if one.end is None or one.end >= day]
    if held:
        return _held(min(held, key=_nearest), day)
    last = max(tenures, key=lambda one: (one.end or date.min, -one.office.rank), default=None)
    if last is None or last.end is None:
        return ""
    if last.source == SIGHTINGS:
        return _as_known(last, last.end)
    told = {"office": last.office, "year": last.end.year}
    return pgettext("office", "former %(office)s (until %(year)s)") % told


def _held(tenure: Tenure, day: date) -> str:
    taken = tenure.as_of
    if tenure.end is not None or taken is None or taken >= day:
        return str(tenure.office)
    return _as_known(tenure, taken)


def _as_known(tenure: Tenure, day: date) -> str:
    told = {"office": tenure.office, "year": day.year}
    return pgettext("office", "%(office)s (as known in %(year)s)") % told


def _nearest(tenure: Tenure) -> tuple[int, int, int]:
    """The highest rank first, then what was known last, then what began last."""
    known = tenure.end or tenure.as_of or date.max
    return tenure.office.rank, -known.toordinal(), -(tenure.start or date.min).toordinal()


def tenure_words(tenure: Tenure) -> str:
    """Its days as exactly as the source tells them: "14 March 2013 – July 2018", "" for none."""
    first = _as_told(tenure.start_text, tenure.start)
    last = _as_told(tenure.end_text, tenure.end)
    if tenure.source == SIGHTINGS:
        return pgettext("tenure", "seen in office %(first)s – %(last)s") % {
            "first": first,
            "last": last,
        }
    if not last and tenure.as_of:
        last = pgettext("tenure", "still on %(day)s") % {"day": day_form(tenure.as_of)}
    if not (first or tenure.end or tenure.end_text):
        return ""
    return f"{first or '?'} – {last or pgettext('tenure', 'open')}"


def _as_told(text: str, day: date | None) -> str:
    """A year, a month or a day, whichever the source has."""
    if day is None:
        return text
    if len(text) == len("2013"):
        return pgettext("year alone", "%(year)s") % {"year": text}
    return month_form(day) if len(text) == len("2013-03") else day_form(day)
