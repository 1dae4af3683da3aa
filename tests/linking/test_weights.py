"""The table of weights, and weights that are learnt from judgements."""

from __future__ import annotations

import tomllib

import pytest

from tests.linking.build import told, visit
from visits.linking import link
from visits.linking.annotated import score_links
from visits.linking.learning import Judgement, compared, learn, surprise
from visits.linking.weights import (
    FINDINGS,
    MOST,
    packaged_weights,
    weights_toml,
    weights_with,
)

# Told to begin in one month, by two who agree on nothing else.
WIDE = [
    visit("Anna Low", "NZ", "JP", "2025-03-01/2025-03-31", by=told(name)) for name in "abcdefgh"
]


def test_every_finding_has_its_weight_and_every_weight_its_finding() -> None:
    table = tomllib.loads(weights_toml(packaged_weights(), "note"))
    names = {
        f"{group}.{name}" for group, row in table.items() if isinstance(row, dict) for name in row
    }

    assert names == set(FINDINGS)


def test_weights_of_an_older_program_lack_nothing() -> None:
    weights = weights_with({"start.off": -5.5, "start.gone": 2.0})

    assert weights.bits == {**packaged_weights().bits, "start.off": -5.5}


def judged(same: bool, sources: int) -> list[Judgement]:
    return [Judgement("a#0", f"{other}#0", same, other) for other in "bcdefgh"[:sources]]


def test_no_judgement_moves_no_weight() -> None:
    assert learn(packaged_weights(), []) == packaged_weights()


@pytest.mark.parametrize(("same", "direction"), [(False, -1), (True, 1)])
def test_judgements_move_the_weights_that_they_are_about(same: bool, direction: int) -> None:
    packaged = packaged_weights()
    pairs = compared(WIDE, judged(same, 7))

    learnt = learn(packaged, pairs)

    moved = {name for name in FINDINGS if learnt.bits[name] != packaged.bits[name]}
    assert moved <= {name for pair in pairs for name in pair.found}
    assert all((learnt.bits[name] - packaged.bits[name]) * direction > 0 for name in moved)
    assert surprise(learnt, pairs) < surprise(packaged, pairs)


def test_judgements_of_one_source_count_as_one() -> None:
    many = [Judgement("a#0", f"{other}#0", False, "one") for other in "bcdefgh"]

    assert learn(packaged_weights(), compared(WIDE, many)) == learn(
        packaged_weights(), compared(WIDE, judged(False, 1))
    )


def test_no_weight_grows_beyond_all_bounds() -> None:
    pairs = compared(WIDE, judged(False, 7))
    learnt = learn(packaged_weights(), pairs, spread=1000.0)

    assert max(abs(bits) for bits in learnt.bits.values()) <= MOST


def test_contradictions_and_visits_to_two_hosts_teach_nothing() -> None:
    far = [
        visit("Anna Low", "NZ", "JP", "2025-03-01", by=told("a")),
        visit("Anna Low", "NZ", "JP", "2025-06-01", by=told("b")),
        visit("Anna Low", "NZ", "FR", "2025-03-01", by=told("c")),
    ]
    pairs = compared(far, [Judgement("a#0", "b#0", True, "1"), Judgement("a#0", "c#0", True, "2")])

    assert [pair.forbidden for pair in pairs] == ["starts far apart"]
    assert pairs[0].chance(packaged_weights()) == 0.0
    assert learn(packaged_weights(), pairs) == packaged_weights()


def test_linking_goes_by_the_weights_that_it_is_given() -> None:
    claims = [
        visit("Anna Low", "NZ", "JP", "2025-03-01", by=told("a")),
        visit("Anna Low", "NZ", "JP", "2025-03-01", city="Osaka", by=told("b")),
    ]
    against = weights_with({**packaged_weights().bits, "start.same_day": -MOST})

    assert [len(linked.visits) for linked in (link(claims), link(claims, weights=against))] == [
        1,
        2,
    ]


def test_annotated_links_are_scored() -> None:
    def record(name: str, start: str) -> dict[str, object]:
        stay = {
            "visitors": ["Anna Low"],
            "visitor_country": "NZ",
            "destination_country": "JP",
            "start": start,
            "status": "planned",
            "trip": "march",
        }
        call = {
            "participants": ["Anna Low", "Bo Ek"],
            "countries": ["NZ", "SE"],
            "form": "call",
            "status": "completed",
        }
        gold = {"visits": [stay, {**stay, "background": True}], "meetings": [call]}
        return {"id": name, "source": "Wire", "published": "2025-02-20", "text": name, "gold": gold}

    packaged = packaged_weights()
    agreed = score_links([record("a", "2025-03-01"), record("b", "2025-03-01")], packaged)
    apart = score_links([record("a", "2025-03-01"), record("b", "2025-05-01")], packaged)

    assert (agreed.mentions, agreed.ceaf.f1, agreed.b_cubed.f1, agreed.mixed) == (2, 1.0, 1.0, 0)
    assert apart.ceaf.precision == pytest.approx(1 / 3)
    assert (apart.b_cubed.precision, apart.b_cubed.recall) == (1.0, 0.5)


def test_no_annotation_scores_nothing() -> None:
    scores = score_links([], packaged_weights())

    assert (scores.mentions, scores.ceaf.f1, scores.b_cubed.f1) == (0, 0.0, 0.0)
