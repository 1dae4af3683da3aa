"""Trips and decisions over the API: preconditions, keys, scopes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_editor
from tests.pipeline import item, tell
from visits.models import Announcement, Decision, KeptAnswer, Visit
from visits.services.reference import load_countries
from visits.services.tokens import make_token, revoke_token
from visits.terms import TokenScope

pytestmark = pytest.mark.django_db(transaction=True)
TRIP = {
    "name": "Wang Yi",
    "country": "CN",
    "host": "RU",
    "city": "Moscow",
    "dates": "2025-03-31/2025-04-02",
}
Send = Callable[..., Any]


@pytest.fixture
def editor() -> User:
    return make_editor()


@pytest.fixture
def send(client: Client, editor: User) -> Send:
    """POST below /api/v1/ with a token that may claim and decide."""
    _, text = make_token(owner=editor, scopes=[TokenScope.CLAIMS, TokenScope.DECIDE])

    def post(address: str, body: Any = None, token: str = text, **headers: str) -> Any:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.post(
            f"/api/v1/{address}",
            body if body is not None else {},
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}", **told},
        )

    return post


@pytest.fixture
def visit(client: Client, send: Send) -> Visit:
    load_countries()
    tell(
        item(
            "1",
            "Chinese Foreign Minister Wang Yi will visit Russia from March 31 to April 2.",
            day="2025-03-27",
            publisher="cn-mfa",
        )
    )
    return Visit.objects.get()


def etag(client: Client, send: Send, editor: User, address: str) -> str:
    client.force_login(editor)
    answer = client.get(f"/api/v1/{address}")
    client.logout()
    assert answer.status_code == 200
    return str(answer["ETag"])


def test_trip_becomes_a_visit_and_the_same_one_is_one(send: Send) -> None:
    load_countries()

    first, second = send("claims/", TRIP), send("claims/", TRIP)
    visit = Visit.objects.get()

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == {
        "claim": visit.claims.get().pk,
        "announcement": Announcement.objects.get().pk,
        "visit": visit.pk,
        "url": f"http://testserver/api/v1/visits/{visit.pk}/",
    }
    assert first["Location"] == first.json()["url"]
    assert second.json() == first.json()


def test_bad_fields_are_named_each_and_nothing_is_stored(send: Send) -> None:
    answer = send("claims/", {"host": "Russia the great", "colour": "red", "kind": "loud"})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [row["field"] for row in answer.json()["errors"]] == ["colour", "host", "kind"]
    assert Announcement.objects.count() == 0


def test_key_gives_the_same_answer_again_and_refuses_another_body(send: Send) -> None:
    load_countries()
    first = send("claims/", TRIP, Idempotency_Key="k1")
    again = send("claims/", TRIP, Idempotency_Key="k1")
    other = send("claims/", {**TRIP, "city": "Kazan"}, Idempotency_Key="k1")

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert (again["Idempotent-Replayed"], again.json()) == ("true", first.json())
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"
    assert (Visit.objects.count(), KeptAnswer.objects.count()) == (1, 1)


def test_key_of_a_refused_request_is_free_again(send: Send) -> None:
    load_countries()
    refused = send("claims/", {**TRIP, "host": "XX"}, Idempotency_Key="k1")
    accepted = send("claims/", TRIP, Idempotency_Key="k1")

    assert (refused.status_code, accepted.status_code) == (422, 201)


def test_decision_needs_the_edition_that_was_seen(
    client: Client, send: Send, editor: User, visit: Visit
) -> None:
    address = f"visits/{visit.pk}/decisions/"
    verdict = {"kind": "value", "field": "city", "value": "Kazan", "reason": "The programme."}
    seen = etag(client, send, editor, address)

    without = send(address, verdict)
    made = send(address, verdict, If_Match=seen)
    stale = send(address, {**verdict, "value": "Moscow"}, If_Match=seen)

    assert (without.status_code, made.status_code, stale.status_code) == (428, 201, 412)
    (told,) = made.json()["decisions"]
    assert (told["kind"], told["visit"], told["value"], told["editor"]) == (
        "value",
        visit.pk,
        "Kazan",
        "editor",
    )
    assert list(visit.stops.values_list("city", flat=True)) == ["Kazan"]
    assert Decision.objects.count() == 1
    assert all(
        answer["Content-Type"] == "application/problem+json" and address in answer.json()["detail"]
        for answer in (without, stale)
    )


def test_decision_is_taken_back_with_its_own_edition(
    client: Client, send: Send, editor: User, visit: Visit
) -> None:
    address = f"visits/{visit.pk}/decisions/"
    made = send(address, {"kind": "rejected"}, If_Match="*").json()["decisions"][0]
    seen = etag(client, send, editor, f"decisions/{made['id']}/")

    undone = send(f"decisions/{made['id']}/undo/", If_Match=seen)
    again = send(f"decisions/{made['id']}/undo/", If_Match=seen)

    assert (undone.status_code, again.status_code) == (200, 412)
    assert (undone.json()["undone_by"], undone.json()["visit"]) == ("editor", visit.pk)
    visit.refresh_from_db()
    assert visit.state == "published"


def test_rejected_visit_is_gone_and_is_restored(
    client: Client, send: Send, editor: User, visit: Visit
) -> None:
    address = f"visits/{visit.pk}/decisions/"
    send(address, {"kind": "rejected"}, If_Match=etag(client, send, editor, address))
    gone = client.get(f"/api/v1/visits/{visit.pk}/").status_code
    send(address, {"kind": "restored"}, If_Match=etag(client, send, editor, address))

    assert (gone, client.get(f"/api/v1/visits/{visit.pk}/").status_code) == (404, 200)


def test_two_visits_become_one_and_claims_part_again(
    client: Client, send: Send, editor: User, visit: Visit
) -> None:
    other = send("claims/", {**TRIP, "dates": "2025-06-10/2025-06-12"}).json()
    joined = send(
        f"visits/{visit.pk}/decisions/", {"kind": "same", "other": other["visit"]}, If_Match="*"
    )
    one = Visit.objects.get()
    parted = send(
        f"visits/{one.pk}/decisions/",
        {"kind": "not_same", "claims": [other["claim"]]},
        If_Match="*",
    )

    assert (joined.status_code, parted.status_code) == (201, 201)
    assert joined.json()["decisions"][0]["visit"] == one.pk


def test_visits_to_different_countries_are_one_only_for_who_is_sure(
    send: Send, visit: Visit
) -> None:
    other = send("claims/", {**TRIP, "host": "KZ", "city": "Astana"}).json()
    body = {"kind": "same", "other": other["visit"]}
    address = f"visits/{visit.pk}/decisions/"

    doubted, done = (send(address, told, If_Match="*") for told in (body, body | {"sure": True}))

    assert (doubted.status_code, done.status_code) == (422, 201)
    assert [row["field"] for row in doubted.json()["errors"]] == ["sure"]
    assert "They are to different countries" in doubted.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "confirmed", "sure": True}, "sure"),
        ({"kind": "value", "field": "city"}, "value"),
        ({"kind": "rejected", "value": "x"}, "value"),
        ({"kind": "same"}, "other"),
        ({"kind": "same", "other": 999_999}, "other"),
        ({"kind": "not_same", "claims": [999_999]}, "claims"),
        ({"kind": "value", "field": "host", "value": "Atlantis"}, "value"),
    ],
)
def test_verdict_that_cannot_be_is_refused_by_field(
    send: Send, visit: Visit, body: dict[str, Any], field: str
) -> None:
    answer = send(f"visits/{visit.pk}/decisions/", body, If_Match="*")

    assert (answer.status_code, [row["field"] for row in answer.json()["errors"]]) == (422, [field])
    assert Decision.objects.count() == 0


def test_scope_bounds_what_an_editor_may(send: Send, client: Client, editor: User) -> None:
    _, reading = make_token(owner=editor, scopes=[])
    row, revoked = make_token(owner=editor, scopes=[TokenScope.CLAIMS])
    revoke_token(token=row)
    editor.is_active = False

    assert send("claims/", TRIP, token=reading).status_code == 403
    assert send("claims/", TRIP, token=revoked).status_code == 401
    editor.save()
    assert send("claims/", TRIP).status_code == 401
    assert Announcement.objects.count() == 0
