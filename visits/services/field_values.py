"""What an editor may say of a field, checked and in the form that decisions keep."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.extraction.dates import Window
from visits.extraction.stays import Stay, read_stay
from visits.models import Country, Visit
from visits.reference import country_by_name
from visits.terms import VisitKind, VisitStatus
from visits.validators import FieldProblem, check_name, check_stay

CORRECTABLE = (
    "start",
    "end",
    "host",
    "city",
    "status",
    "kind",
    "purpose",
    "gathering",
    "visitors",
    "visitor_country",
)
OWN_COUNTRY = _("The host is the sender's own country: choose another.")
Term = TypeVar("Term", bound=VisitKind | VisitStatus)
_DATES = _("Write a date in words (“31 March”, “early May”) or EDTF (2025-03-31, 2025-05).")


def stay_of(field: str, words: str, today: date) -> Stay | None:
    """The stay that the words tell, None for no words; FieldProblem for words without a date."""
    if not words.strip():
        return None
    try:
        stay = read_stay(words, today)
    except ValueError as problem:
        told = str(problem)
        raise FieldProblem(field, f"{told[0].upper()}{told[1:]}. {_DATES}") from problem
    if stay is None or (stay.start is None and stay.end is None):
        raise FieldProblem(
            field,
            gettext("No date was found in “%(words)s”. %(dates)s")
            % {"words": words[:80], "dates": _DATES},
        )
    return stay


def decided_values(visit: Visit, field: str, value: str, today: date) -> dict[str, str | None]:
    """The values by field in the form that linking reads; None for "not known".

    Words that tell a first and a last day set both, whichever of the two is asked for.
    """
    value = value.strip()
    if field not in CORRECTABLE:
        raise FieldProblem(
            "field",
            gettext("Only these can be corrected: %(choices)s.")
            % {"choices": ", ".join(CORRECTABLE)},
        )
    if field in ("start", "end"):
        return _days(visit, field, value, today)
    return {field: _plain(visit, field, value)}


def _plain(visit: Visit, field: str, value: str) -> str | None:
    if not value:
        if field in ("host", "status", "visitors", "visitor_country"):
            raise FieldProblem("value", gettext("A visit has one of these: give a value."))
        return None
    if field == "host":
        return _country(value, other=visit.visitor_country_id)
    if field == "visitor_country":
        return _country(value, other=visit.host_id)
    if field in ("status", "kind"):
        terms: type[VisitStatus | VisitKind] = VisitStatus if field == "status" else VisitKind
        one_of("value", terms, value)
    if field in ("city", "visitors", "gathering"):
        check_name("value", value)
    if len(value) > (300 if field != "purpose" else 2000):
        raise FieldProblem("value", gettext("This is too long: shorten it."))
    return value


def one_of(field: str, terms: type[Term], value: str) -> Term:
    """The term of that value; FieldProblem, with the choices, for another."""
    try:
        return terms(value)
    except ValueError:
        choices = ", ".join(term.value for term in terms)
        raise FieldProblem(
            field, gettext("Choose one of: %(choices)s.") % {"choices": choices}
        ) from None


def _days(visit: Visit, field: str, value: str, today: date) -> dict[str, str | None]:
    stay = stay_of("value", value, today)
    if stay is None:
        return {field: None}
    told = {"start": stay.start, "end": stay.end}
    if stay.start is None or stay.end is None:
        told = {field: stay.start or stay.end}
    start = told.get("start") or _window(visit.start_earliest, visit.start_latest)
    end = told.get("end") or _window(visit.end_earliest, visit.end_latest)
    try:
        check_stay(start, end)
    except FieldProblem as problem:
        raise FieldProblem("value", problem.message) from problem
    return {name: window.edtf for name, window in told.items() if window}


def _window(earliest: date | None, latest: date | None) -> Window | None:
    return Window(earliest, latest) if earliest or latest else None


def _country(value: str, other: str | None) -> str:
    """The code of the country; FieldProblem where it is the `other` side of the visit."""
    code = value if Country.objects.filter(code=value).exists() else country_by_name(value)
    if code is None:
        raise FieldProblem(
            "value",
            gettext("No country is called “%(value)s”: choose one.") % {"value": value[:80]},
        )
    if code == other:
        raise FieldProblem("value", str(OWN_COUNTRY))
    return code
