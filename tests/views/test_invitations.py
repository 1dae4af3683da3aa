"""Invitations by their answer, with the words that offered and answered them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    make_announcement,
    make_claim,
    make_official,
    make_visit,
    person_value,
    visit_value,
)
from visits.models import Claim, Visit
from visits.terms import EditorialState, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def offer(text: str = "Putin invited Xi to Moscow.") -> Claim:
    value = visit_value(status="invited", inviter=person_value("Vladimir Putin", "RU"))
    return make_claim(make_announcement(text), value=value)


def invited(name: str = "Xi Jinping", **more: object) -> Visit:
    told = {"host": "RU", "start": None, "end": None, "status": VisitStatus.INVITED, **more}
    return make_visit(make_official(name, "CN"), claims=[offer()], **told)  # type: ignore[arg-type]


def declined(name: str = "Xi Jinping") -> Visit:
    """Turned down, in a text that tells of no offer of its own."""
    value = visit_value(status="cancelled", declined=True)
    no = make_claim(make_announcement(f"{name} turned the invitation down."), value=value)
    status = VisitStatus.CANCELLED
    return make_visit(make_official(name, "CN"), "RU", None, None, claims=[no], status=status)


def listed(client: Client, query: str = "") -> list[tuple[str, str]]:
    """The address and the answer of each invitation."""
    answer = client.get(f"/invitations/{query}")
    assert answer.status_code == 200
    rows = answer.content.decode().split('<li class="invitation">')[1:]
    return [
        (re.findall(r'href="(/visits/\d+/)"', row)[0], re.findall(r"answer--(\w+)", row)[0])
        for row in rows
    ]


def test_invitations_are_told_by_their_answer(client: Client) -> None:
    still = invited("A")
    yes = invited("B", accepted=True)
    off = invited("C", status=VisitStatus.CANCELLED)
    no = declined("N")
    made = invited("D", start="2025-03-01", end="2025-03-02", status=VisitStatus.COMPLETED)
    late = invited("E", start="2025-03-01", end="2025-03-02")
    make_visit(make_official("F", "CN"), "RU", status=VisitStatus.CANCELLED)
    invited("G", state=EditorialState.REJECTED)
    by_hand = make_visit(make_official("H", "CN"), "RU", None, None, status=VisitStatus.INVITED)

    assert dict(listed(client)) == {
        still.get_absolute_url(): "open",
        yes.get_absolute_url(): "accepted",
        off.get_absolute_url(): "called",
        no.get_absolute_url(): "declined",
        made.get_absolute_url(): "accepted",
        late.get_absolute_url(): "unknown",
        by_hand.get_absolute_url(): "open",
    }
    assert listed(client, "?answer=declined") == [(no.get_absolute_url(), "declined")]
    html = client.get("/invitations/?answer=declined").content.decode()
    counts = re.findall(r'<span class="count">(\d+)</span>', html)
    assert counts == ["7", "2", "2", "1", "1", "1"]


def test_invitation_has_the_words_that_offered_and_answered_it(client: Client) -> None:
    reply = make_claim(
        make_announcement("Xi will not come.", published="2025-03-30"),
        value=visit_value(status="cancelled", declined=True),
    )
    visit = make_visit(
        make_official("Xi Jinping", "CN"), "RU", None, None,
        claims=[offer(), reply], status=VisitStatus.CANCELLED,
    )  # fmt: skip
    html = client.get("/invitations/").content.decode()
    said = [
        " ".join(re.sub(r"<[^>]+>", " ", part.split("</p>")[0]).split())
        for part in html.split('<p class="invitation__said">')[1:]
    ]
    assert [line.split()[0] for line in said] == ["Offered", "Declined"]
    assert "by Vladimir Putin" in said[0]
    assert said[0].endswith("Putin invited Xi to Moscow.")
    assert said[1].endswith("Xi will not come.")
    assert visit.get_absolute_url() in html


@pytest.mark.parametrize(
    ("query", "number"),
    [("?country=RU", 2), ("?country=US", 0), ("?official=A", 1), ("?pair=CN-RU", 2), ("", 2)],
)
def test_invitations_are_narrowed(client: Client, query: str, number: int) -> None:
    invited("A")
    invited("B")
    assert len(listed(client, query)) == number


def test_pair_tells_each_answer_apart_and_no_refusal_as_a_visit_called_off(
    client: Client,
) -> None:
    still = invited("A")
    invited("B", accepted=True)
    declined("C")
    make_visit(make_official("D", "CN"), "RU", status=VisitStatus.CANCELLED)

    html = client.get("/pairs/cn-ru/").content.decode()

    open_ones, box = (
        html.split(f'id="{name}-title"')[1].split("</section>")[0] for name in ("open", "answers")
    )
    told = " ".join(re.sub(r"<[^>]+>", " ", box).split())
    assert open_ones.count(still.get_absolute_url()) == 1
    assert told.endswith("Still open 1 Accepted 1 Declined 1")
    assert box.count('href="/invitations/?pair=CN-RU&amp;answer=declined"') == 1
    words = " ".join(re.sub(r"<[^>]+>", "", html).split())
    sums = "0 visits made, 1 put off or called off, 1 invitation declined, 2 invited"
    assert words.count(sums) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_invitations_cost_a_constant_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        invited(f"Guest {number}", cities=["Moscow"])
    with django_assert_num_queries(10):
        assert len(listed(client)) == rows


def test_page_without_an_invitation_says_so(client: Client) -> None:
    html = client.get("/invitations/").content.decode()
    assert "No invitation is known that fits." in html


@pytest.mark.parametrize("query", ["?answer=perhaps", "?page=9", "?pair=CN"])
def test_invitations_that_cannot_be_asked_for_are_refused(client: Client, query: str) -> None:
    assert client.get(f"/invitations/{query}").status_code == 400


def test_sentence_that_accepts_is_not_quoted_as_the_offer(client: Client) -> None:
    told = visit_value(status="invited", accepted=True)
    yes = make_claim(make_announcement("Xi accepted the invitation to Moscow."), value=told)
    make_visit(
        make_official("Xi Jinping", "CN"), "RU", None, None,
        claims=[yes], status=VisitStatus.INVITED, accepted=True,
    )  # fmt: skip
    html = client.get("/invitations/").content.decode()
    (said,) = html.split('<p class="invitation__said">')[1:]
    assert "Accepted" in said
    assert "Offered" not in html
