from __future__ import annotations

import pytest

from tests.api.conftest import Get
from tests.factories import (
    make_announcement,
    make_claim,
    make_meeting,
    make_source,
    make_visit,
    person_value,
    visit_value,
)
from visits.terms import ClaimSubject

pytestmark = pytest.mark.django_db
TEXT = "Mr. Wang will be in Moscow from March 31. He leaves on Wednesday."


def test_visit_tells_who_won_with_quote_span_source_and_side(get: Get) -> None:
    told = make_announcement(TEXT, title="Trip", source=make_source("cn-mfa"))
    claim = make_claim(
        told,
        quotes={"start": "from March 31", "sentence": "Mr. Wang will be in Moscow from March 31."},
        value=visit_value(start="2025-03-31", destination_country="RU"),
    )
    other = make_claim(
        make_announcement("He comes on April 1.", source=make_source("wire", None)),
        quotes={"start": "April 1"},
        side=None,
        value=visit_value(start="2025-04-01"),
        confidence=0.5,
    )
    start = {
        "value": "2025-03-31",
        "claims": [claim.key],
        "reason": "a ministry's word",
        "dissent": [other.key],
        "locked": False,
    }
    visit = make_visit(claims=[claim, other], values={"start": start})
    fact = get(f"visits/{visit.pk}/")["evidence"]["start"]
    won, against = fact["claims"][0], fact["dissent"][0]
    at = told.text.index("from March 31")
    assert (fact["value"], fact["reason"], fact["locked"]) == (
        "2025-03-31",
        "a ministry's word",
        False,
    )
    assert won == {
        "claim": claim.pk,
        "value": "2025-03-31",
        "quote": "from March 31",
        "span": {"start": at, "end": at + len("from March 31")},
        "stated": True,
        "side": "CN",
        "confidence": 0.9,
        "source": {
            "slug": "cn-mfa",
            "name": "Cn Mfa",
            "country": "CN",
            "side": "ministry",
            "tier": 3,
        },
        "announcement": {
            "id": told.pk,
            "url": told.url,
            "api_url": f"http://testserver/api/v1/announcements/{told.pk}/",
            "title": "Trip",
            "language": "en",
            "published_at": "2025-03-28T09:00:00Z",
        },
    }
    assert (against["value"], against["quote"], against["side"]) == ("2025-04-01", "April 1", None)


def test_inferred_field_gives_its_sentence(get: Get) -> None:
    sentence = "He leaves on Wednesday."
    claim = make_claim(
        make_announcement(TEXT),
        quotes={"sentence": sentence},
        value=visit_value(visitors=[person_value("Wang Yi", "CN")]),
    )
    visitors = {"value": "Wang Yi", "claims": [claim.key], "reason": "", "dissent": []}
    visit = make_visit(claims=[claim], values={"visitors": visitors})
    said = get(f"visits/{visit.pk}/")["evidence"]["visitors"]["claims"][0]
    assert (said["value"], said["quote"], said["stated"]) == ("Wang Yi", sentence, False)


def test_words_that_imply_are_not_stated(get: Get) -> None:
    claim = make_claim(make_announcement(TEXT), quotes={"end": "Wednesday"}, inferred=["end"])
    end = {"value": None, "claims": [claim.key], "reason": "", "dissent": []}
    visit = make_visit(claims=[claim], values={"end": end})
    said = get(f"visits/{visit.pk}/")["evidence"]["end"]["claims"][0]
    assert (said["value"], said["quote"], said["stated"]) == (None, "Wednesday", False)


def test_meeting_tells_its_evidence(get: Get) -> None:
    claim = make_claim(
        make_announcement("They met on Tuesday."),
        subject=ClaimSubject.MEETING,
        quotes={"date": "Tuesday"},
        value={"date": ["2025-04-01", "2025-04-01"]},
    )
    day = {"value": "2025-04-01", "claims": [claim.key], "reason": "", "dissent": []}
    meeting = make_meeting(claims=[claim], values={"day": day})
    said = get(f"meetings/{meeting.pk}/")["evidence"]["day"]["claims"][0]
    assert (said["value"], said["quote"], said["stated"]) == ("2025-04-01", "Tuesday", True)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_claims(get: Get, number: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    claims = [
        make_claim(make_announcement(TEXT), quotes={"start": "March 31"}) for _ in range(number)
    ]
    start = {"value": "", "claims": [c.key for c in claims], "reason": "", "dissent": []}
    visit = make_visit(claims=claims, values={"start": start}, cities=["Moscow"])
    make_meeting(visits=[visit])
    with django_assert_num_queries(5):
        told = get(f"visits/{visit.pk}/")
    assert len(told["evidence"]["start"]["claims"]) == number


def test_who_travels_and_who_meets_have_their_words(get: Get) -> None:
    people = [person_value("Wang Yi", "CN"), person_value("Sergey Lavrov", "RU")]
    told = make_announcement("Mr. Wang will be in Moscow. He meets Mr. Lavrov.")
    going = make_claim(
        told, quotes={"visitors": "Mr. Wang"}, value=visit_value(visitors=people[:1])
    )
    meeting = make_claim(
        told,
        subject=ClaimSubject.MEETING,
        quotes={"participants": "Mr. Lavrov"},
        value={"participants": people, "form": "in_person"},
    )
    visit = make_visit(claims=[going])
    talks = make_meeting(claims=[meeting])
    facts = get(f"visits/{visit.pk}/")["evidence"]
    assert {name: fact["value"] for name, fact in facts.items()} == {
        "visitors": "Wang Yi",
        "status": "planned",
    }
    assert [said["quote"] for said in facts["visitors"]["claims"]] == ["Mr. Wang"]
    facts = get(f"meetings/{talks.pk}/")["evidence"]
    assert {name: fact["value"] for name, fact in facts.items()} == {
        "participants": "Wang Yi, Sergey Lavrov",
        "form": "in_person",
    }
