"""What an editor says of a source → its columns, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext as _

from visits.ingest.deciding import LATEST, SOONEST
from visits.ingest.folders import folder_problem
from visits.ingest.parsers.selectors import selector_problems
from visits.models import Country, Source
from visits.terms import SourceFormat, SourceSide
from visits.validators import FieldProblem, check_web_address

#: Formats that are fetched from an address.
FETCHED = frozenset(
    {
        SourceFormat.RSS,
        SourceFormat.ATOM,
        SourceFormat.JSON_FEED,
        SourceFormat.ICALENDAR,
        SourceFormat.HTML_LIST,
    }
)
NAMES = (
    "slug", "name", "url", "format", "selectors", "folder", "country", "side", "tier", "language",
    "timezone", "check_minutes",
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: Addresses below /sources/ that are pages of their own.
_TAKEN = ("new", "editor")
_MINUTES = range(int(SOONEST.total_seconds() / 60), int(LATEST.total_seconds() / 60) + 1)


class SourceProblems(ValueError):
    """Bad input: `problems` says for each field what is wrong and what to do."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in problems.items()))
        self.problems = dict(problems)


def cleaned(told: Mapping[str, Any], *, source: Source | None) -> dict[str, Any]:
    """The columns that are told, of a new source with defaults for the others.

    Raises SourceProblems. A slug stands for good: the names of claims hold on to it.
    """
    problems = {name: _("There is no such field.") for name in told if name not in NAMES}
    before = {name: _stored(source, name) for name in NAMES}
    values = {**before, **{name: told[name] for name in told if name in NAMES}}
    for name, check in _CHECKS.items():
        if wrong := check(values.get(name)):
            problems[name] = wrong
    if source is not None and values["slug"] != source.slug:
        problems["slug"] = _("A source keeps its name: claims hold on to it.")
    # What is wrong in itself is no ground for what the format needs beside.
    sound = {**values, **{name: before[name] for name in problems if name in before}}
    problems |= {k: v for k, v in _of_format(sound).items() if k not in problems}
    if problems:
        raise SourceProblems(problems)
    values["country_id"] = values.pop("country") or None
    values["name"] = " ".join(values["name"].split())
    return values


def _stored(source: Source | None, name: str) -> Any:
    row = source or Source()
    return row.country_id or "" if name == "country" else getattr(row, name)


def _of_format(values: Mapping[str, Any]) -> dict[str, str]:
    """What the format needs beside the other fields."""
    form = values["format"]
    problems: dict[str, str] = {}
    if form in FETCHED and not values["url"]:
        problems["url"] = _("This format is fetched: give its address.")
    elif form in FETCHED or values["url"]:
        try:
            check_web_address("url", values["url"])
        except FieldProblem as problem:
            problems["url"] = problem.message
    if form == SourceFormat.HTML_LIST:
        wrong = selector_problems(values["selectors"])
        if wrong:
            problems["selectors"] = " ".join(f"{name}: {text}" for name, text in wrong.items())
    elif values["selectors"]:
        problems["selectors"] = _("Selectors describe an HTML list: leave them out here.")
    if form == SourceFormat.DIRECTORY:
        if told := folder_problem(settings.INBOX, values["folder"]):
            problems["folder"] = f"{told[0].upper()}{told[1:]}."
    elif values["folder"]:
        problems["folder"] = _("A folder is for the format “directory”: leave it out here.")
    return problems


def _text(most: int) -> Any:
    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most or "\x00" in value:
            return _("Write at most %(most)s characters.") % {"most": most}
        return ""

    return check


def _slug(value: Any) -> str:
    if not isinstance(value, str) or not _SLUG.fullmatch(value) or len(value) > 80:
        return _("Write small letters and digits with hyphens between, at most 80, such as cn-mfa.")
    return _("This name is taken: choose another.") if value in _TAKEN else ""


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 200 or "\x00" in value:
        return _("Give a name of at most 200 characters.")
    return ""


def _one_of(enum: Any, *, but: tuple[str, ...] = ()) -> Any:
    offered = [str(each.value) for each in enum if each.value not in but]

    def check(value: Any) -> str:
        return (
            ""
            if value in offered
            else _("Choose one of %(choices)s.") % {"choices": ", ".join(offered)}
        )

    return check


def _whole(least: int, most: int) -> Any:
    def check(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            return _("Give a whole number from %(least)s to %(most)s.") % {
                "least": least,
                "most": f"{most:,}",
            }
        return ""

    return check


def _country(value: Any) -> str:
    if not value:
        return ""
    known = isinstance(value, str) and Country.objects.filter(pk=value).exists()
    return "" if known else _("Choose a country by its code, such as CN.")


def _language(value: Any) -> str:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value) and len(value) <= 12:
        return ""
    return _("Write the code of a language, such as en or zh.")


def _timezone(value: Any) -> str:
    if isinstance(value, str) and value in available_timezones():
        return ""
    return _("Write the name of a time zone, such as Asia/Shanghai.")


def _selectors(value: Any) -> str:
    return "" if isinstance(value, dict) else _("Give an object of selectors by their names.")


_CHECKS: dict[str, Any] = {
    "slug": _slug,
    "name": _name,
    "url": _text(2000),
    "format": _one_of(SourceFormat, but=("manual",)),
    "selectors": _selectors,
    "folder": _text(500),
    "country": _country,
    "side": _one_of(SourceSide, but=("editor",)),
    "tier": _whole(1, 5),
    "language": _language,
    "timezone": _timezone,
    "check_minutes": _whole(_MINUTES[0], _MINUTES[-1]),
}
