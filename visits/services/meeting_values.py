"""What an editor may say of a meeting, checked and in the form that decisions keep."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from visits.extraction.dates import Window
from visits.models import Country
from visits.queries.decisions import MEETING_FIELDS
from visits.reference import country_by_name
from visits.services.field_values import one_of, stay_of
from visits.terms import VisitStatus
from visits.validators import FieldProblem, check_name


def decided_of_meeting(field: str, value: str, today: date) -> str | None:
    """The value in the form that linking reads; None for "not known". Raises FieldProblem."""
    value = value.strip()
    if field not in MEETING_FIELDS:
        raise FieldProblem("field", _("This fact of a meeting is not set by hand."))
    if field == "day":
        return _day(value, today)
    if field == "status":
        return one_of("value", VisitStatus, value).value
    if not value:
        return None
    if field == "country":
        return _country(value)
    check_name("value", value)
    return value


def _day(value: str, today: date) -> str | None:
    """Of several days the meeting is on one of them."""
    stay = stay_of("value", value, today)
    if stay is None:
        return None
    first, last = stay.start or stay.end, stay.end or stay.start
    assert first is not None
    assert last is not None
    return Window(first.earliest, last.latest).edtf


def _country(value: str) -> str:
    code = value if Country.objects.filter(code=value).exists() else country_by_name(value)
    if code is None:
        raise FieldProblem(
            "value", _("No country is called “%(value)s”: choose one.") % {"value": value[:80]}
        )
    return code
