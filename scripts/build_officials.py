"""Build the packaged officials, offices and tenures from a directory of CC0 files.

    python scripts/build_officials.py DIRECTORY

DIRECTORY holds `officials_cabinets_21c_28countries.csv`, `officials_world_2022.csv` (both Wikidata,
CC0), `officials_us_principals.csv` and `us_travels.csv` (Office of the Historian, CC0). Files under
other licences are never read. The result goes to `visits/reference/data/`; nothing is invented:
an office that the files don't tell of is left out.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from official_names import FAMILY_FIRST, NameParts, alias_forms, name_parts
from official_roles import SHARED, classify
from official_sightings import LIKENESS, STRICT_LIKENESS, same_person, terms_seen

OUT = Path(__file__).resolve().parent.parent / "visits" / "reference" / "data"
FILES = {
    "officials_cabinets_21c_28countries.csv": "wikidata-cabinets",
    "officials_world_2022.csv": "wikidata-leaders",
    "officials_us_principals.csv": "us-principals",
}
TRAVELS = "us_travels.csv"
#: The days on which the sources were taken; `sources.csv` has them too.
AS_OF = {
    "wikidata-cabinets": "2022-09-13",
    "wikidata-leaders": "2022-10-31",
    "wikidata-foreign": "2022-12-31",
    "us-principals": "2026-06-20",
    "us-travels": "2025-01-20",
}
#: Of a source's spelling of a name; the heaviest is the one to display.
WEIGHTS = {"us-principals": 1, "us-travels": 0}
WITHDRAWN = frozenset({"SUHH", "YUCS", "DDDE", "CSHH", "CSXX"})
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
    held = _without_repeats(held)
    seen, spellings = _seen(directory, held, labels)
    held = list(_closed([*held, *seen]))
    people = _people([*held, *spellings])
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


def _seen(
    directory: Path, held: list[Held], labels: Counter[tuple[str, str]]
) -> tuple[list[Held], list[Held]]:
    """Terms of leaders whom the other files don't tell of, and further spellings of those they do.

    A sighting that contradicts a tenure with dates is left out.
    """
    offices: dict[str, list[Held]] = defaultdict(list)
    for row in held:
        offices[row.office].append(row)
    by_name = {(_plain(row.name), row.country): row.person for row in held}
    new: list[Held] = []
    spellings: list[Held] = []
    for term in terms_seen(directory / TRAVELS, WITHDRAWN):
        row = Held(
            term.key, term.name, term.country, term.role, term.title, term.first, term.last,
            "us-travels",
        )  # fmt: skip
        peers = offices[row.office] + offices[row.office.replace(*_other_head(row.role))]
        same = _same_holder(row, peers) or by_name.get((_plain(row.name), row.country))
        row = replace(row, person=same or row.person)
        theirs = [other for other in peers if other.person == same]
        if all(any(_open_over(other, day) for other in theirs) for day in _ends_of(row)):
            spellings.append(row)
        elif not any(_covers(other, row) for other in offices[row.office]):
            new.append(row)
            offices[row.office].append(row)
            labels[(row.office, term.label)] += 1
    return new, spellings


def _other_head(role: str) -> tuple[str, str]:
    """Some heads of government are called president."""
    other = "head_of_government" if role == "head_of_state" else "head_of_state"
    return role, other


def _same_holder(row: Held, peers: list[Held]) -> str | None:
    told = _spellings().get((row.name, row.country))
    if told:
        return told
    mine = name_parts(row.name, row.country)
    for other in sorted(peers, key=lambda other: not _open_over(other, row)):
        theirs = name_parts(other.name, other.country, other.person)
        serving = _open_over(other, row)
        if same_person(mine.name, theirs.name, likeness=LIKENESS if serving else STRICT_LIKENESS):
            return other.person
        alike = _plain(mine.family) == _plain(theirs.family)
        if alike and _covers(other, row) and _told_apart_by_family(mine, row.country):
            return other.person
    return None


def _told_apart_by_family(parts: NameParts, country: str) -> bool:
    """Whether a family name tells who it is: no dynasty's name, none that half a country has."""
    family = parts.family.lower()
    return bool(family) and country not in FAMILY_FIRST and not family.startswith(("al-", "al "))


@cache
def _spellings() -> dict[tuple[str, str], str]:
    """People whom the travels call by quite another name."""
    path = Path(__file__).with_name("official_spellings.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["name"], row["country"]): row["key"] for row in csv.DictReader(file)}


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalpha())


def _ends_of(row: Held) -> tuple[Held, Held]:
    """The first and the last sighting: tenures that follow each other take in one of them each."""
    return replace(row, end=row.start), replace(row, start=row.end)


def _open_over(other: Held, row: Held) -> bool:
    """Whether a tenure, open ones without limit, may take in the sighting."""
    return other.start <= row.start and row.end[: len(other.end)] <= (other.end or "9999")


def _covers(other: Held, row: Held) -> bool:
    """Whether a tenure is sure to take in the sighting; an open one is until it was told."""
    began = other.start if len(other.start) == 10 else f"{other.start}-99"
    until = other.end or AS_OF[other.source]
    return began <= row.start and row.end <= until


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
    later = max(kept.source, other.source, key=AS_OF.__getitem__)
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
                if other.start[: len(row.start)] > row.start and other.person != row.person
            ]
            shared = any(name in office for name in SHARED)
            yield replace(row, end=min(later)) if later and not row.end and not shared else row


def _people(held: list[Held]) -> list[tuple[str, ...]]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for row in held:
        names[row.person][row.name] += WEIGHTS.get(row.source, 3)
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
