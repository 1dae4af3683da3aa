"""Short written forms of what was found, for tables of tests."""

from __future__ import annotations

from datetime import date

from visits.extraction.dates import DateExpression, find_dates


def read(text: str, written: str, language: str = "en") -> list[str]:
    """Each expression as "words = window", with its second end, kind or days where it has them."""
    found = find_dates(text, date.fromisoformat(written), language)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    return [f"{one.text} = {shown(one)}" for one in found]


def shown(expression: DateExpression) -> str:
    if expression.duration_days is not None:
        return "{}..{} days".format(*expression.duration_days)
    window = expression.window.edtf if expression.window else ""
    if expression.last is not None:
        return f"{window} to {expression.last.edtf}"
    return window if expression.kind == "date" else f"{expression.kind} {window}"
