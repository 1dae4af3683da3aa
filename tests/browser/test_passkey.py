"""A passkey made and signed in with, by an authenticator that chromium itself pretends to have."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password"
#: It keeps the keys of a device that knows its owner, and agrees at once.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_editor_adds_a_passkey_and_signs_in_with_it_alone(
    page: Page, live_server: LiveServer
) -> None:
    make_editor("ed")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(f"{live_server.url}/accounts/login/?next=/trips/new/")
    page.locator("#id_login").fill("ed")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/trips/new/")

    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    page.locator("#id_password").fill(PASSWORD)  # who adds a key is asked once more
    page.locator("main button[type=submit]").first.click()
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    page.context.clear_cookies()

    page.goto(f"{live_server.url}/accounts/login/?next=/trips/new/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(f"{live_server.url}/trips/new/")
    expect(page).to_have_url(f"{live_server.url}/trips/new/")
