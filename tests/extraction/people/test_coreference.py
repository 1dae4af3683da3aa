from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.people.reading import STATE, bound, read
from visits.extraction.mentions import PersonForm


def test_surname_alone_is_the_person_named_before() -> None:
    mentions = read("Chilean President Joaquin Barros left for Lima. Barros will stay two days.")

    assert bound(mentions, PersonForm.NAME) == [
        ("Chilean President Joaquin Barros", ("Joaquin Barros",)),
        ("Barros", ("Joaquin Barros",)),
    ]


def test_title_with_country_finds_its_holder() -> None:
    mentions = read(
        "Chilean President Joaquin Barros met Peruvian President Raul Olaya in Lima. "
        "The Chilean leader leaves on Monday, and the Peruvian president will see him off."
    )

    assert bound(mentions, PersonForm.TITLE) == [
        ("Chilean leader", ("Joaquin Barros",)),
        ("Peruvian president", ("Raul Olaya",)),
    ]


def test_bare_secretary_in_a_department_notice_is_its_own() -> None:
    mentions = read(
        "Secretary of State Walter Hobbins will meet Foreign Minister Rui Bastos in Lisbon. "
        "The Secretary will then meet President Ana Lobo of Portugal.",
        source=STATE,
    )

    assert bound(mentions, PersonForm.TITLE) == [("Secretary", ("Walter Hobbins",))]


def test_counterpart_has_the_role_of_the_person_before() -> None:
    mentions = read(
        "French Defence Minister Claire Aubry saw her Lebanese counterpart Elias Hadad in Beirut."
    )

    assert [person.role for person in mentions.people] == [
        mentions.people[0].role,
        mentions.people[0].role,
    ]


def test_pronoun_takes_the_nearest_subject_of_its_sentence() -> None:
    mentions = read(
        "Japanese ambassador Jiro Katano said Prime Minister Kenzo Arita would hear much "
        "when he visits Washington."
    )

    assert bound(mentions, PersonForm.PRONOUN) == [("he", ("Kenzo Arita",))]


def test_pronoun_of_a_new_sentence_takes_the_subject_before() -> None:
    mentions = read(
        "Chilean President Joaquin Barros arrived for talks with Peruvian President Raul Olaya. "
        "He leaves on Friday."
    )

    assert bound(mentions, PersonForm.PRONOUN) == [("He", ("Joaquin Barros",))]


def test_gender_once_told_is_kept() -> None:
    mentions = read(
        "Queen Sofia of Norway met Chilean President Joaquin Barros. He thanked her warmly."
    )

    assert bound(mentions, PersonForm.PRONOUN) == [
        ("He", ("Joaquin Barros",)),
        ("her", ("Sofia",)),
    ]


def test_two_leaders_are_the_heads_last_named() -> None:
    mentions = read(
        "Chilean President Joaquin Barros met Peruvian President Raul Olaya, "
        "Peruvian Trade Minister Luz Vega said. The two leaders signed a treaty."
    )

    assert bound(mentions, PersonForm.GROUP) == [
        ("The two leaders", ("Joaquin Barros", "Raul Olaya"))
    ]


def test_they_are_the_last_two_persons() -> None:
    mentions = read(
        "Chilean President Joaquin Barros met Peruvian President Raul Olaya in Lima. "
        "They signed a treaty."
    )

    assert bound(mentions, PersonForm.PRONOUN) == [("They", ("Joaquin Barros", "Raul Olaya"))]


def test_a_president_is_nobody_in_particular() -> None:
    mentions = read(
        "It was the first visit by an American president. U.S. President Adam Stroud spoke."
    )

    assert bound(mentions, PersonForm.TITLE) == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Peruvian President Raul Olaya arrived. Chilean President Joaquin Barros met him.",
            "Raul Olaya",
        ),
        (
            "Chilean President Joaquin Barros met Peruvian President Raul Olaya. "
            "Chilean Minister Luis Mora will meet with him.",
            "Raul Olaya",
        ),
        ("Peruvian President Raul Olaya arrived. The mayor met him.", "Raul Olaya"),
    ],
)
def test_him_is_somebody_else_than_the_one_who_meets_him(text: str, person: str) -> None:
    assert bound(read(text), PersonForm.PRONOUN) == [("him", (person,))]


@pytest.mark.parametrize(
    "text",
    [
        "Queen Sofia of Norway spoke. He left.",
        "Queen Sofia of Norway spoke. It rained. It snowed. It froze. It thawed. She left.",
        "It rained. He left.",
        "Chilean President Joaquin Barros spoke. They will leave.",
    ],
)
def test_pronoun_that_nobody_fits_is_left_out(text: str) -> None:
    assert bound(read(text), PersonForm.PRONOUN) == []


def test_they_are_the_group_named_before() -> None:
    mentions = read(
        "Chilean President Joaquin Barros met Peruvian President Raul Olaya. "
        "The two leaders signed a treaty. They left."
    )

    assert bound(mentions, PersonForm.PRONOUN) == [("They", ("Joaquin Barros", "Raul Olaya"))]


def test_they_are_the_head_of_a_delegation_and_those_with_him() -> None:
    mentions = read("Chilean President Joaquin Barros leads the delegation. They will leave.")

    assert bound(mentions, PersonForm.PRONOUN) == [("They", ("Joaquin Barros",))]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("After talks with Chilean President Joaquin Barros, he left.", "Raul Olaya"),
        ("After Chilean President Joaquin Barros's speech, he left.", "Joaquin Barros"),
    ],
)
def test_he_behind_a_clause_is_nobody_whom_its_prepositions_govern(text: str, person: str) -> None:
    mentions = read(f"Peruvian President Raul Olaya came. {text}")

    assert bound(mentions, PersonForm.PRONOUN) == [("he", (person,))]


def test_their_talks_are_of_him_and_the_one_he_met() -> None:
    mentions = read(
        "Chilean President Joaquin Barros left for Lima. On Monday he met Peruvian President Raul "
        "Olaya for their first talks."
    )

    assert bound(mentions, PersonForm.PRONOUN) == [
        ("he", ("Joaquin Barros",)),
        ("their", ("Joaquin Barros", "Raul Olaya")),
    ]


@pytest.mark.parametrize("year", [2006, 2022])  # Wang Yi is on record in the second alone
@pytest.mark.parametrize(
    ("before", "shared"),
    [
        ("Wang Yi and State Councilor Wang Yong met in Beijing.", True),
        ("Wang Yi spoke in Beijing.", False),
        ("State Councilor Wang Yong spoke. Then Wang Yi did. Wang agreed. Wang smiled.", True),
        ("Shinzo Abe spoke. Abe was with his wife Akie Abe.", True),
        ("Shinzo Abe spoke. Akie Abe, his wife, came.", False),
    ],
)
def test_surname_of_two_who_were_named_is_said_to_be_shared(
    before: str, shared: bool, year: int
) -> None:
    name = "Abe" if "Abe" in before else "Wang"
    text = f"Foreign Minister {before} {name} will visit Russia on Monday."
    mentions = read(text, published=date(year, 5, 1))
    (last,) = [
        mention
        for mention in mentions.persons
        if mention.name_start >= mentions.text.index(f"{name} will")
    ]
    assert bool(last.rivals) is shared
