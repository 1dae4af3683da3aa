from __future__ import annotations

import pytest

from tests.factories import make_announcement, make_claim
from visits.queries.documents import documents_named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("At the close they adopted a joint statement on trade.", "joint statement"),
        ("Two memoranda of understanding were ready.", "memoranda of understanding"),
        ("The ministers signed an agreement on visas.", "signed an agreement"),
        ("Une déclaration commune a été adoptée.", "déclaration commune"),
        ("Se publicó una declaración conjunta.", "declaración conjunta"),
        ("Стороны приняли совместное заявление.", "совместное заявлени"),
        ("双方发表联合声明。", "联合声明"),
    ],
)
def test_sentence_that_names_a_paper_is_found(sentence: str, name: str) -> None:
    claim = make_claim(make_announcement(f"They met for two hours. {sentence}"))
    (found,) = documents_named([claim, claim])
    assert found.name == name
    assert f"{found.before}{found.name}{found.after}" == sentence


def test_announcement_without_papers_names_none() -> None:
    told = make_announcement("They spoke of an agreement that is far off.")
    assert documents_named([make_claim(told)]) == ()
    assert documents_named([]) == ()


def test_no_more_than_eight_are_told() -> None:
    text = " ".join(f"Paper {n} is a joint statement." for n in range(12))
    assert len(documents_named([make_claim(make_announcement(text))])) == 8
