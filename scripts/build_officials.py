"""Build the packaged officials, offices and tenures from a directory of CC0 files.

    python scripts/build_officials.py DIRECTORY

DIRECTORY holds `officials_cabinets_21c_28countries.csv`, `officials_world_2022.csv` (both Wikidata,
CC0) and `officials_us_principals.csv` (Office of the Historian, CC0). Files under other licences
are never read. The result goes to `visits/reference/data/`; nothing is invented: an office that
the files don't tell of is left out.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from official_names import NameParts, alias_forms, name_parts
from official_roles import SHARED, classify

OUT = Path(__file__).resolve().parent.parent / "visits" / "reference" / "data"
FILES = {
    "officials_cabinets_21c_28countries.csv": "wikidata-cabinets",
    "officials_world_2022.csv": "wikidata-leaders",
    "officials_us_principals.csv": "us-principals",
}
#: The sources in the order of the days on which they were taken.
AS_OF = ["wikidata-cabinets", "wikidata-leaders", "wikidata-foreign", "us-principals"]
#: Holders who left before are found by no text that we read.
EARLIEST_END = "1945"
RANKS = {
    "head_of_state": 1, "head_of_government": 1, "deputy_head": 2, "foreign_minister": 3,
    "defence_minister": 3, "minister": 3, "deputy_minister": 4, "envoy": 5, "body_head": 1,
    "royal": 6, "legislator": 6, "official": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One row of a source, classified."""

    person: str
    name: str
    country: str
    role: str
    title: str
    start: str
    end: str
    source: str

    @property
    def office(self) -> str:
        return f"{self.country}:{self.role}" + (f":{self.title}" if self.title else "")


def main(directory: Path) -> None:
    labels: Counter[tuple[str, str]] = Counter()
    held = list(_held(directory, labels))
    held = _one_key_a_person(held)
    held = [row for row in held if not row.end or row.end >= EARLIEST_END]
    held = list(_closed(_without_repeats(held)))
    people = _people(held)
    _write("officials", ["key", "country", "name", "family", "given", "aliases"], people)
    _write("offices", ["key", "country", "role", "rank", "name"], _offices(held, labels))
    _write(
        "tenures",
        ["official", "office", "start", "end", "source"],
        sorted((row.person, row.office, row.start, row.end, row.source) for row in held),
    )


def _held(directory: Path, labels: Counter[tuple[str, str]]) -> Iterator[Held]:
    for name, source in FILES.items():
        with (directory / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                country = row["country"] or _body(row)
                found = classify(country, row["office"], row["office_kind"])
                if not found or not _in_latin_letters(row["person"]):
                    continue
                if row["end"] and row["end"] < row["start"][: len(row["end"])]:
                    continue  # an end before its start: neither date can be trusted
                foreign = source == "wikidata-leaders" and "world foreign" in row["source"]
                held = Held(
                    row["person_id"], row["person"], country, found.role, found.title,
                    row["start"], row["end"], "wikidata-foreign" if foreign else source,
                )  # fmt: skip
                labels[(held.office, found.label)] += 1
                yield held


def _in_latin_letters(name: str) -> bool:
    """Whether the source has a name that we can show: not another script, not a bare "Q123"."""
    return unicodedata.name(name[0]).startswith("LATIN") and not re.fullmatch(r"Q\d+", name)


def _body(row: dict[str, str]) -> str:
    if row.get("country_raw") == "European Union":
        return "EU"
    return "UN" if row["office"] == "Secretary-General of the United Nations" else ""


def _one_key_a_person(held: list[Held]) -> list[Held]:
    """Wikidata's key for the people whom the US file keys its own way.

    They are the same when family name, office and the month of entering it agree.
    """
    known: dict[tuple[str, str, str], str] = {}
    for row in held:
        if row.person.startswith("wikidata:"):
            known[(name_parts(row.name, row.country).family, row.office, row.start[:7])] = (
                row.person
            )
    same: dict[str, str] = {}
    for row in held:
        family = name_parts(row.name, row.country).family
        found = known.get((family, row.office, row.start[:7]))
        if found and not row.person.startswith("wikidata:"):
            same[row.person] = found
    same |= _by_full_name(held, same)
    return [replace(row, person=same.get(row.person, row.person)) for row in held]


def _by_full_name(held: list[Held], same: dict[str, str]) -> dict[str, str]:
    """The US file names the presidents and the secretaries in two ways: one person, one key."""
    first: dict[str, str] = {}
    more: dict[str, str] = {}
    for row in held:
        if row.person.startswith("wikidata:"):
            continue
        key = same.get(row.person, row.person)
        kept = first.setdefault(row.name, key)
        if kept != key:
            more[row.person] = kept
    return more


def _without_repeats(held: list[Held]) -> list[Held]:
    """One row a tenure: the exact dates win, an end told by the other source is taken over."""
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for row in held:
        groups[(row.person, row.office)].append(row)
    kept: list[Held] = []
    for rows in groups.values():
        distinct: list[Held] = []
        for row in sorted(rows, key=lambda row: (-len(row.start), row.start)):
            match = next((i for i, other in enumerate(distinct) if _overlap(row, other)), None)
            if match is None:
                distinct.append(row)
            else:
                distinct[match] = _merged(distinct[match], row)
        kept += distinct
    return kept


def _merged(kept: Held, other: Held) -> Held:
    """The kept row, with what the other knows better: the end, or that there is none yet."""
    if kept.end:
        return kept
    later = max(kept.source, other.source, key=AS_OF.index)
    return replace(kept, end=other.end, source=kept.source if other.end else later)


def _overlap(one: Held, other: Held) -> bool:
    """Whether two rows tell of the same time in office, as far as their precision goes."""
    if one.start[:4] == other.start[:4] and min(len(one.start), len(other.start)) == 4:
        return True
    return one.start < (other.end or "9999") and other.start < (one.end or "9999")


def _closed(held: list[Held]) -> Iterator[Held]:
    """Open ends that have long ended are closed on the day when the next holder begins."""
    offices: dict[str, list[Held]] = defaultdict(list)
    for row in held:
        offices[row.office].append(row)
    for office, rows in offices.items():
        for row in rows:
            later = [
                other.start
                for other in rows
                if other.start > row.start and other.person != row.person
            ]
            shared = any(name in office for name in SHARED)
            yield replace(row, end=min(later)) if later and not row.end and not shared else row


def _people(held: list[Held]) -> list[tuple[str, ...]]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for row in held:
        names[row.person][row.name] += 3 if row.source != "us-principals" else 1
        countries[row.person][row.country] += 1
    rows: list[tuple[str, ...]] = []
    for key in sorted(names):
        best = names[key].most_common(1)[0][0]
        country = "GB" if "GB" in countries[key] else countries[key].most_common(1)[0][0]
        parts: NameParts = name_parts(best, country, key)
        if key.startswith("pocom:") and len(parts.given.split()) > 1:
            names[key][f"{parts.given.split()[0]} {parts.family}"] += 0
        others = {name_parts(name, country, key).name for name in names[key]}
        aliases = sorted({*others, *alias_forms(parts)} - {parts.name})
        rows.append((key, country, parts.name, parts.family, parts.given, ";".join(aliases)))
    return rows


def _offices(
    held: list[Held], labels: Counter[tuple[str, str]]
) -> list[tuple[str, str, str, str, str]]:
    best: dict[str, tuple[int, str]] = {}
    for (office, label), count in labels.items():
        best[office] = max(best.get(office, (0, "")), (count, label))
    return sorted(
        {(row.office, row.country, row.role, str(RANKS[row.role]), best[row.office][1])
         for row in held}
    )  # fmt: skip


def _write(name: str, header: list[str], rows: Iterable[tuple[str, ...]]) -> None:
    with (OUT / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
