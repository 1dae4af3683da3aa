"""Estimates the weights of linking: how much likelier a finding is within a visit than between two.

Usage: estimate_link_weights.py GOLD.jsonl TRAVELS.csv [--write]

Annotated announcements tell how one visit is told: how long before or after, with which dates, how
exactly. Records of real travels tell how often one person goes to one country, which no small set
of announcements can. So each telling is applied to each recorded travel; pairs of tellings of one
travel, and of two travels of one person to one country that lie close enough to be compared at all,
are counted by what `visits.linking.evidence` finds on them. The annotated pairs count as well.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from visits.extraction.dates import Window
from visits.linking.components import APART
from visits.linking.edtf import window_from_edtf
from visits.linking.evidence import Mention, contradiction, findings
from visits.linking.people import People
from visits.linking.positions import place_in_time
from visits.linking.records import Party, Told, VisitClaim
from visits.linking.weights import FINDINGS, MOST, Weights, weights_toml
from visits.terms import SourceSide, VisitKind, VisitStatus

WEIGHTS = Path(__file__).resolve().parent.parent / "visits" / "linking" / "weights.toml"
SINCE = "1945"
PER_TRAVEL = 6
# How many pairs of tellings the annotated announcements really have.
TELLINGS = 200
# Findings that the data have too few of; set by judgement.
JUDGED = {
    "time.moved": 3.0,
    "time.near_tour": -1.0,
    "occasion.same": 3.0,
    "occasion.other": -2.0,
    "wording.copy": 6.0,
    "wording.shared": 1.0,
    "told.same_announcement": -3.0,
    "person.same_role": 0.5,
    "person.other_role": -1.5,
    # Who receives stays in office for years: two visits share a counterpart nearly as often as one.
    "person.same_counterpart": 0.5,
    # No annotated visit went to two cities, which many do.
    "place.other_city": -1.5,
    # The annotated announcements were printed close to their visits; others come earlier, and
    # nearly always tell of the next visit.
    "time.ahead": 0.0,
    "time.published_45": 0.0,
    # What the few annotated pairs have of these is one tour's delays or a reader's slips.
    "end.off": -1.0,
    "stay.long": -2.0,
    "time.backward": -3.0,
    "time.overtaken": -1.0,
    "time.too_late": -4.0,
    "time.too_early": -4.0,
    # None was told a day off, which hasty readers and time zones see to.
    "start.near": 1.0,
    "stay.outside": -2.0,
}
# Bits that a pair must have for being of one visit. The pairs that are compared at all are of one
# visit about eight times out of nine, which alone would make it -3; a wrong merge is worse than a
# missed one.
THRESHOLD = -2.0
# Bits that the pairs across two groups must have in the mean for the groups to be one.
MEAN = -1.0


@dataclass(frozen=True)
class Travel:
    person: str
    host: str
    city: str | None
    start: date
    end: date


def read_telling(record: dict[str, Any], n: int, gold: dict[str, Any]) -> VisitClaim:
    published = datetime.fromisoformat(record["published"]).replace(tzinfo=UTC)
    name = record["id"]
    return VisitClaim(
        key=f"{name}#{n}",
        told=Told(name, record["source"], SourceSide.WIRE, None, published, published),
        visitors=tuple(Party(who, gold["visitor_country"]) for who in gold["visitors"]),
        visitor_country=gold["visitor_country"],
        host=gold["destination_country"],
        city=gold.get("destination_city"),
        start=window_from_edtf(gold.get("start")),
        end=window_from_edtf(gold.get("end")),
        within=window_from_edtf(gold.get("within")),
        status=VisitStatus(gold["status"]),
        kind=VisitKind(gold.get("kind") or "unspecified"),
    )


def read_tellings(path: Path) -> dict[tuple[str, str], list[VisitClaim]]:
    """The claims of each annotated trip and host."""
    found: dict[tuple[str, str], list[VisitClaim]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for n, gold in enumerate(record["gold"]["visits"]):
            if gold.get("trip"):
                claim = read_telling(record, n, gold)
                found[gold["trip"], claim.host].append(claim)
    return found


def read_travels(path: Path) -> dict[tuple[str, str], list[Travel]]:
    """The dated travels of each person to each country, in order."""
    found: dict[tuple[str, str], list[Travel]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            host = row["country"] if row["direction"] == "outgoing" else "US"
            if len(row["start"]) != 10 or row["start"] < SINCE or not host:
                continue
            start = date.fromisoformat(row["start"])
            end = date.fromisoformat(row["end"]) if len(row["end"]) == 10 else start
            city = row["city"].split(",")[0].strip() or None
            person = row["official_key"] or row["official_name"]
            found[person, host].append(Travel(person, host, city, start, max(start, end)))
    return {who: sorted(set(rows), key=lambda t: t.start) for who, rows in found.items()}


def agreed(windows: Iterable[Window | None]) -> date | None:
    """The day that most of the exact ones name."""
    exact = [w.earliest for w in windows if w is not None and w.is_day and w.earliest]
    return Counter(exact).most_common(1)[0][0] if exact else None


def moved(window: Window | None, by: timedelta) -> Window | None:
    if window is None:
        return None
    earliest = window.earliest + by if window.earliest else None
    return Window(earliest, window.latest + by if window.latest else None)


def retold(claims: list[VisitClaim], travel: Travel, name: str) -> list[VisitClaim]:
    """The claims of one trip as if they were of the travel, with all that sets them apart kept."""
    start = agreed(claim.start for claim in claims)
    assert start is not None
    end = agreed(claim.end for claim in claims) or start
    by, by_end = travel.start - start, travel.end - end
    city = agreed_city(claims)
    return [
        replace(
            claim,
            key=f"{name}-{n}",
            told=replace(
                claim.told, announcement=f"{name}-{n}", published=claim.told.published + by
            ),
            visitors=(Party(travel.person),),
            visitor_country="XX",
            host=travel.host,
            city=travel.city if claim.city == city else claim.city,
            start=moved(claim.start, by),
            end=moved(claim.end, by_end),
            within=moved(claim.within, by),
        )
        for n, claim in enumerate(claims)
    ]


def agreed_city(claims: list[VisitClaim]) -> str | None:
    cities = Counter(claim.city for claim in claims if claim.city)
    return cities.most_common(1)[0][0] if cities else None


def mention(claim: VisitClaim) -> Mention:
    return Mention(claim, place_in_time(claim), claim.told.announcement)


def simulated(
    tellings: dict[tuple[str, str], list[VisitClaim]], travels: dict[tuple[str, str], list[Travel]]
) -> Iterator[list[list[Mention]]]:
    """For each person and country the mentions of each travel."""
    draw = Random(20250401)
    usable = [
        claims
        for claims in tellings.values()
        if len(claims) > 1 and agreed(claim.start for claim in claims) is not None
    ]
    for rows in travels.values():
        told = []
        for n, travel in enumerate(rows):
            claims = draw.choice(usable)
            chosen = draw.sample(claims, min(len(claims), PER_TRAVEL))
            if agreed(claim.start for claim in chosen) is None:
                chosen = claims
            told.append([mention(claim) for claim in retold(chosen, travel, f"t{n}")])
        yield told


def count(pairs: Iterator[tuple[Mention, Mention]]) -> tuple[Counter[str], int, int]:
    """Findings over the pairs that are compared at all; how many these are, and contradictions."""
    found: Counter[str] = Counter()
    compared = forbidden = 0
    nobody = People(())
    for one, other in pairs:
        if one.position.reach.gap(other.position.reach) > APART:
            continue
        if contradiction(one, other, nobody):
            forbidden += 1
            continue
        compared += 1
        found.update(findings(one, other))
    return found, compared, forbidden


def within(groups: list[list[list[Mention]]]) -> Iterator[tuple[Mention, Mention]]:
    for told in groups:
        for mentions in told:
            for i, one in enumerate(mentions):
                for other in mentions[i + 1 :]:
                    yield one, other


def between(groups: list[list[list[Mention]]]) -> Iterator[tuple[Mention, Mention]]:
    for told in groups:
        for i, earlier in enumerate(told):
            for later in told[i + 1 : i + 4]:
                for one in earlier:
                    for other in later:
                        yield one, other


def weigh(same: Counter[str], n_same: int, other: Counter[str], n_other: int) -> dict[str, float]:
    """log2 likelihood ratios by finding.

    The tellings of one visit are few and repeated over many travels: a share of them counts as if
    seen in TELLINGS pairs.
    """
    bits = {}
    for name in FINDINGS:
        p = (same[name] / n_same * TELLINGS + 1) / (TELLINGS + 2)
        q = (other[name] + 2) / (n_other + 4)
        bits[name] = max(-MOST, min(MOST, round(math.log2(p / q), 1)))
    return bits | JUDGED


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("travels", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    tellings = read_tellings(options.gold)
    groups = list(simulated(tellings, read_travels(options.travels)))
    real = [[[mention(claim) for claim in claims]] for claims in tellings.values()]
    same, n_same, broken = count(within([*groups, *real]))
    other, n_other, kept = count(between(groups))
    note = (
        "Estimated by scripts/estimate_link_weights.py: "
        f"{n_same} pairs of one visit ({broken} more contradict each other), "
        f"{n_other} pairs of two ({kept} more are kept apart by a contradiction)."
    )
    bits = weigh(same, n_same, other, n_other)
    text = weights_toml(Weights(THRESHOLD, MEAN, bits), note)
    if options.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
