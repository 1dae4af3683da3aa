"""Claims as hypothesis draws them: few people and places, so that they collide.

An announcement is made from one drawn number, which is cheap; what shrinks is how many there are.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from tests.linking.build import anchor
from visits.extraction.dates import Window
from visits.linking import Decision, MeetingClaim, Party, Told, VisitClaim
from visits.terms import DecisionKind, MeetingForm, SourceSide, VisitKind, VisitStatus

DAY_ONE = date(2025, 1, 1)
PEOPLE = (
    (Party("Shinzo Abe", "JP"), Party("Abe", "JP")),
    (Party("Shintaro Abe", "JP"), Party("Abe", "JP")),
    (Party("Donald Trump", "US", "trump"), Party("特朗普", "US", "trump"), Party("Trump", "US")),
    (Party("Wang Yi", "CN"), Party("Wang", "CN")),
)
COUNTERPARTS = (Party("Vladimir Putin", "RU"), Party("Emmanuel Macron", "FR"))
HOSTS = ("RU", "FR", "KR")


def _window(draw: Random) -> Window:
    first = DAY_ONE + timedelta(days=draw.randrange(90))
    last = first + timedelta(days=draw.choice((0, 0, 0, 6, 9, 30)))
    return Window(None if draw.random() < 0.2 else first, last)


def _perhaps(draw: Random, chance: float) -> Window | None:
    return _window(draw) if draw.random() < chance else None


def announcement(name: str, seed: int) -> list[VisitClaim | MeetingClaim]:
    """One announcement of one to three visits and perhaps a meeting."""
    draw = Random(seed)
    published = datetime.combine(DAY_ONE, datetime.min.time(), UTC)
    published += timedelta(days=draw.randrange(90))
    told = Told(
        name,
        draw.choice(("mfa", "wire")),
        draw.choice(tuple(SourceSide)),
        draw.choice((None, "CN", "RU", "US")),
        published,
        published + timedelta(days=draw.randrange(5)),
        frozenset(draw.choices(range(12), k=draw.randrange(6))),
    )
    forms = draw.choice(PEOPLE)
    claims: list[VisitClaim | MeetingClaim] = [
        _visit(draw, f"{name}#{n}", told, forms) for n in range(draw.randint(1, 3))
    ]
    if draw.random() < 0.5:
        claims.append(_meeting(draw, f"{name}#m", told, forms))
    return claims


def _visit(draw: Random, key: str, told: Told, forms: tuple[Party, ...]) -> VisitClaim:
    head = draw.choice(forms)
    return VisitClaim(
        key=key,
        told=told,
        visitors=(head, *draw.sample(COUNTERPARTS, draw.randrange(2))),
        visitor_country=head.country,
        host=draw.choice(HOSTS),
        city=draw.choice((None, "Moscow")),
        start=_perhaps(draw, 0.6),
        end=_perhaps(draw, 0.3),
        within=_perhaps(draw, 0.3),
        new_start=_perhaps(draw, 0.1),
        status=draw.choice(tuple(VisitStatus)),
        kind=draw.choice((VisitKind.UNSPECIFIED, VisitKind.STATE)),
        anchors=(("sentence", f"{key} sentence"),),
    )


def _meeting(draw: Random, key: str, told: Told, forms: tuple[Party, ...]) -> MeetingClaim:
    return MeetingClaim(
        key=key,
        told=told,
        participants=(draw.choice(forms), draw.choice(COUNTERPARTS)),
        form=draw.choice(tuple(MeetingForm)),
        day=_perhaps(draw, 0.6),
        country=draw.choice((None, *HOSTS)),
        status=draw.choice(tuple(VisitStatus)),
        anchors=(("sentence", f"{key} sentence"),),
    )


def worlds(at_most: int = 9) -> st.SearchStrategy[list[VisitClaim | MeetingClaim]]:
    """All claims of some announcements."""
    return st.lists(st.integers(0, 2**32), min_size=1, max_size=at_most).map(
        lambda seeds: [c for n, seed in enumerate(seeds) for c in announcement(f"a{n}", seed)]
    )


@st.composite
def decisions_on(draw: st.DrawFn, claims: list[VisitClaim | MeetingClaim]) -> list[Decision]:
    """Decisions of every kind on visits among the claims."""
    visits = [claim for claim in claims if isinstance(claim, VisitClaim)]
    found = []
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(tuple(DecisionKind)))
        paired = kind in (DecisionKind.SAME, DecisionKind.NOT_SAME)
        value = kind == DecisionKind.VALUE
        found.append(
            Decision(
                key=f"k{n}",
                kind=kind,
                left=anchor(draw(st.sampled_from(visits))),
                right=anchor(draw(st.sampled_from(visits))) if paired else None,
                field="start" if value else "",
                value="2025-02-03" if value else None,
                made=datetime(2025, 6, 1, tzinfo=UTC) + timedelta(days=draw(st.integers(0, 3))),
            )
        )
    return found
