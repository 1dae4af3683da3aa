"""Accounts by invitation, roles, one way in with limits on guessing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.factories import make_editor
from visits.models import AccountInvitation

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def nobody_guessed() -> None:
    cache.clear()


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password=PASSWORD))
    return client


def invited(admin: Client, role: str = "editor", email: str = "lin@desk.example") -> str:
    """The path that the invitation is for, as the page shows it."""
    answer = admin.post("/accounts/people/", {"email": email, "role": role})
    assert answer.status_code == 201
    found = re.search(
        r'value="http://testserver(/accounts/invited/[^"]+)"', answer.content.decode()
    )
    assert found is not None
    return found[1]


def test_migrated_groups_have_the_rights_of_their_roles() -> None:
    rights = {
        group.name: sorted(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }
    assert (rights["readers"], rights["editors"]) == (
        [], ["add_claim", "add_decision", "view_claim", "view_decision"],
    )  # fmt: skip
    assert len(rights["admins"]) > 50


@pytest.mark.parametrize(
    ("role", "is_staff", "status"),
    [("reader", False, 403), ("editor", False, 200), ("admin", True, 200)],
)
def test_invitation_makes_an_account_of_its_role_once(
    admin: Client, role: str, is_staff: bool, status: int
) -> None:
    path = invited(admin, role)
    assert [letter.to for letter in mail.outbox] == [["lin@desk.example"]]
    assert path in mail.outbox[0].body
    guest = Client()
    told = {"username": "lin", "password": "quite-long-enough"}

    assert guest.post(path, told).headers["Location"] == "/accounts/2fa/"

    user = User.objects.get(username="lin")
    assert (user.email, user.is_staff) == ("lin@desk.example", is_staff)
    assert identify_hasher(user.password).algorithm == "argon2"
    assert guest.get("/trips/new/").status_code == status
    assert Client().get(path).status_code == 404
    assert path.split("/")[3] not in str(AccountInvitation.objects.values())


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"username": "chief", "password": "quite-long-enough"}, "username"),
        ({"username": "lin", "password": "short"}, "password"),
        ({"username": "lin lin", "password": "quite-long-enough"}, "username"),
        ({"username": "", "password": "quite-long-enough"}, "username"),
    ],
)
def test_refused_account_says_what_is_wrong(
    admin: Client, told: dict[str, str], field: str
) -> None:
    path = invited(admin)

    answer = Client().post(path, told)

    assert answer.status_code == 422
    assert re.findall(r'id="id_(\w+)_error"', answer.content.decode()) == [field]
    assert not User.objects.filter(username__startswith="lin").exists()


def test_revoked_or_late_or_replaced_invitation_opens_nothing(admin: Client) -> None:
    first, second = invited(admin), invited(admin)
    third = invited(admin, email="mo@desk.example")
    assert [Client().get(path).status_code for path in (first, second, third)] == [404, 200, 200]
    row = AccountInvitation.objects.get(email="mo@desk.example")
    admin.post(f"/accounts/invitations/{row.pk}/revoke/")
    assert Client().get(third).status_code == 404
    past = timezone.now() - timedelta(days=9)
    AccountInvitation.objects.update(created_at=past, expires_at=past + timedelta(days=7))
    assert Client().get(second).status_code == 404


def test_nobody_signs_up_uninvited(client: Client) -> None:
    told = {"username": "x", "email": "x@y.example", "password1": "quite-long-enough"}
    assert client.post("/accounts/signup/", told).status_code == 200
    assert User.objects.count() == 0


def test_role_is_changed_and_taken_away_but_not_ones_own(admin: Client) -> None:
    lin = make_editor("lin")
    admin.post(f"/accounts/people/{lin.pk}/", {"role": "editor", "is_active": "on"})
    lin = User.objects.get(pk=lin.pk)
    assert (lin.is_staff, lin.has_perm("visits.add_decision")) == (False, True)
    admin.post(f"/accounts/people/{lin.pk}/", {"role": "reader"})
    lin = User.objects.get(pk=lin.pk)
    assert (lin.is_active, [group.name for group in lin.groups.all()]) == (False, ["readers"])
    chief = User.objects.get(username="chief")
    admin.post(f"/accounts/people/{chief.pk}/", {"role": "reader"})
    chief.refresh_from_db()
    assert (chief.is_active, chief.is_superuser) == (True, True)


def test_after_five_wrong_passwords_the_right_one_waits(client: Client) -> None:
    make_editor("ed")
    for _ in range(5):
        client.post("/accounts/login/", {"login": "ed", "password": "no"})

    answer = client.post("/accounts/login/", {"login": "ed", "password": PASSWORD})

    assert "Too many failed login attempts. Try again later." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_admin_is_entered_by_the_same_way(client: Client) -> None:
    assert (
        client.get("/admin/login/").headers["Location"]
        == "/accounts/login/?next=%2Fadmin%2Flogin%2F"
    )


def test_second_factor_is_asked_for(client: Client) -> None:
    user = make_editor("ed")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    told = {"login": "ed", "password": PASSWORD, "next": "/trips/new/"}

    assert (
        client.post("/accounts/login/", told).headers["Location"] == "/accounts/2fa/authenticate/"
    )
    assert client.get("/trips/new/").status_code == 302

    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    answer = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert answer.headers["Location"] == "/trips/new/"
    assert client.get("/trips/new/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/password/change/",
        "/accounts/email/",
    ],
)
def test_own_pages_are_ours(client: Client, path: str) -> None:
    make_editor("ed")
    client.post("/accounts/login/", {"login": "ed", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.get(path)
    html = answer.content.decode()
    assert (answer.headers.get("Location"), html.count("<h1")) == (None, 1)
    assert 'class="masthead"' in html
