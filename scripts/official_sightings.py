"""Leaders seen in office: visits of foreign heads to the United States, as terms in office.

A term runs from the first to the last day on which the person was seen in the office; it is cut
where another holder was seen in between, or where nobody was seen for some years.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SINCE = "1985"
LONGEST_GAP = dt.timedelta(days=6 * 365)
#: Of two spellings; the office, the country and the time agree already where it is asked.
LIKENESS = 0.8
STRICT_LIKENESS = 0.88
_STYLE = re.compile(r"^(Sheikh|Presidency|Dato' Seri|El Hadj) ")
_UNSURE = re.compile(r"multi_visitor|title_unsplit|as_elect|government_in_exile|provisional")
_TITLES = {
    "president": ("head_of_state", "", "President"),
    "king": ("head_of_state", "", "King"),
    "queen": ("head_of_state", "", "Queen"),
    "amir": ("head_of_state", "", "Emir"),
    "emir": ("head_of_state", "", "Emir"),
    "sultan": ("head_of_state", "", "Sultan"),
    "pope": ("head_of_state", "", "Pope"),
    "emperor": ("head_of_state", "", "Emperor"),
    "chairman": ("head_of_state", "", "Chairman"),
    "general secretary": ("head_of_state", "", "General Secretary"),
    "prime minister": ("head_of_government", "", "Prime Minister"),
    "premier": ("head_of_government", "", "Prime Minister"),
    "chancellor": ("head_of_government", "", "Federal Chancellor"),
    "federal chancellor": ("head_of_government", "", "Federal Chancellor"),
    "taoiseach": ("head_of_government", "", "Taoiseach"),
    "vice premier": ("deputy_head", "vice-premier", "Vice Premier"),
    "crown prince": ("royal", "crown-prince", "Crown Prince"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One person seen in one office from the first to the last day."""

    key: str
    name: str
    country: str
    role: str
    title: str
    label: str
    first: str
    last: str


def terms_seen(path: Path, withdrawn: frozenset[str]) -> Iterator[Term]:
    """The terms told by the visits; `withdrawn` are the ISO 3166-3 codes that we keep."""
    seen: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    labels: dict[tuple[str, str, str], str] = {}
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        title = re.sub(r"^(acting|interim|provisional) ", "", row["title"].lower())
        if not _usable(row) or title not in _TITLES:
            continue
        code = row["country_iso3166_3"]
        role, key, label = _TITLES[title]
        office = (code if code in withdrawn else row["home_country"], role, key)
        labels.setdefault(office, label)
        name = _STYLE.sub("", row["official_name"].replace("\u2019", "'"))
        seen[office].append((row["start"], row["end"] or row["start"], name))
    for office, visits in seen.items():
        for name, first, last in _runs(sorted(visits)):
            country, role, title = office
            yield Term(
                f"travels:{_slug(name)}-{country.lower()}", name, country, role, title,
                labels[office], first, last,
            )  # fmt: skip


def _usable(row: dict[str, str]) -> bool:
    return (
        row["direction"] == "incoming"
        and row["start"] >= SINCE
        and len(row["start"]) == 10
        and bool(row["home_country"])
        and not _UNSURE.search(row["quirks"])
        and not re.search(r";|,| and |\(", row["official_name"])
        and " " in row["official_name"]
    )


def _runs(visits: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    current: tuple[str, str, str] | None = None
    for start, end, name in visits:
        if current and same_person(current[0], name) and _near(current[2], start):
            current = (current[0], current[1], max(current[2], end))
            continue
        if current:
            yield current
        current = (name, start, end)
    if current:
        yield current


def same_person(one: str, other: str, *, likeness: float = LIKENESS) -> bool:
    """Whether two names of holders of one office are spellings of one name.

    "Dimitry A. Medvedev" and "Dmitri Medvedev", "Suga Yoshihide" and "Yoshihide Suga", never
    "Laurent Kabila" and "Joseph Kabila". Where nothing but the names says that they are one
    person, ask for a higher likeness.
    """
    first, second = _slug(one).split("-"), _slug(other).split("-")
    if set(first) == set(second) or (first[0], first[-1]) == (second[0], second[-1]):
        return True
    shared = {word for word in set(first[1:]) & set(second[1:]) if len(word) > 4}
    if first[0] == second[0] and shared and likeness <= LIKENESS:
        return True
    ratio = difflib.SequenceMatcher(None, "".join(first), "".join(second)).ratio()
    return ratio >= likeness and first[0][0] == second[0][0]


def _near(last: str, start: str) -> bool:
    return dt.date.fromisoformat(start) - dt.date.fromisoformat(last) <= LONGEST_GAP


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", "-", plain).strip("-")
