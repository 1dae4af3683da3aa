"""Announcements that are sent to us: JSON → items, or what is wrong with it field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from visits.ingest.items import Item, plain_text

MOST = 200
FIELDS = {
    "guid": 500,
    "url": 2000,
    "title": 1000,
    "text": 1_000_000,
    "html": 2_000_000,
    "language": 12,
    "published": 40,
    "updated": 40,
}
#: PostgreSQL stores no NUL; a half of a surrogate pair has no UTF-8.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_SUCH_AS = "2025-03-31T09:00:00+08:00"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class PushProblems(ValueError):
    """The body can't be taken; `problems` says by field what is wrong and what to write."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in problems.items()))
        self.problems = dict(problems)


@dataclass(slots=True)
class Sent:
    """What was sent, in its order; `retracted` are guids that are taken back."""

    items: list[Item] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)
    guids: list[str] = field(default_factory=list)


def parse_pushed(data: Any) -> Sent:
    """One announcement, or those under `announcements`. Raises PushProblems for all at once."""
    if not isinstance(data, dict):
        raise PushProblems({"": "Send a JSON object: one announcement, or a list of them."})
    is_batch = "announcements" in data
    rows = data["announcements"] if is_batch else [data]
    if is_batch and set(data) != {"announcements"}:
        raise PushProblems({"announcements": "Beside this list there is nothing else to send."})
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST:
        raise PushProblems({"announcements": f"Send a list of 1 to {MOST} announcements."})
    problems: dict[str, str] = {}
    sent = Sent()
    for number, row in enumerate(rows):
        prefix = f"announcements[{number}]" if is_batch else ""
        wrong = _row(row, sent)
        problems |= {_path(prefix, name): text for name, text in wrong.items()}
    if problems:
        raise PushProblems(problems)
    return sent


def _path(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix and name else prefix or name


def _row(row: Any, sent: Sent) -> dict[str, str]:
    """What is wrong with one announcement; where nothing is, it is among what was sent."""
    if not isinstance(row, dict):
        return {"": "Each announcement is a JSON object."}
    problems = _strings(row)
    if problems:
        return problems
    guid = row.get("guid", "")
    if guid in sent.guids:
        return {"guid": "It is told twice in one request: send the last text of it alone."}
    if row.get("retracted"):
        sent.guids.append(guid)
        sent.retracted.append(guid)
        return {}
    title = plain_text(row.get("title", ""))
    text = plain_text(row["html"]) if row.get("html") else row.get("text", "").strip()
    if row.get("html") and row.get("text"):
        problems["html"] = "Send the text either as text or as html."
    elif not (title or text):
        problems["text"] = "Send a text (as text or html), a title, or both."
    moments = {}
    for name in ("published", "updated"):
        if row.get(name):
            try:
                moments[name] = _moment(row[name])
            except ValueError:
                problems[name] = (
                    "Write a moment with its offset, such as 2025-03-31T09:00:00+08:00."
                )
    if problems:
        return problems
    sent.guids.append(guid)
    sent.items.append(
        Item(
            guid=guid,
            url=row.get("url", ""),
            title=title,
            text=text,
            published=moments.get("published"),
            updated=moments.get("updated"),
            language=row.get("language", ""),
        )
    )
    return {}


def _strings(row: Mapping[str, Any]) -> dict[str, str]:
    known = [*FIELDS, "retracted"]
    problems = {
        str(name)[:80]: f"There is no such field: these are {', '.join(known)}."
        for name in row
        if name not in known
    }
    for name, most in FIELDS.items():
        value = row.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            problems[name] = f"Write a text of at most {most:,} characters."
        elif _NO_TEXT.search(value):
            problems[name] = "It holds a character that no text has: leave it out."
    if not isinstance(row.get("retracted", False), bool):
        problems["retracted"] = "Write true or false."
    if "guid" not in problems and not row.get("guid", "").strip():
        problems["guid"] = "Name the announcement by an id that stays the same, or its address."
    language = row.get("language")
    if "language" not in problems and language and not _LANGUAGE.fullmatch(language):
        problems["language"] = "Write the code of a language, such as en or zh."
    return problems


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    if moment.tzinfo is None:
        raise ValueError
    try:
        return moment.astimezone(UTC)
    except OverflowError as problem:
        raise ValueError from problem
