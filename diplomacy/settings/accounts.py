"""Accounts: local ones alone, made by invitation; one-time codes, passkeys, limits on guessing."""

from __future__ import annotations

from diplomacy import environment
from diplomacy.settings.base import HTTPS_ONLY
from diplomacy.settings.site import VISITBOOK_PROXIES

# It knows the permissions of Django's own as well.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# What was typed of a trip outlives the session that it was typed in.
CSRF_FAILURE_VIEW = "visits.views.trips.drafts.refused"
ALLAUTH_TRUSTED_PROXY_COUNT = VISITBOOK_PROXIES
ACCOUNT_ADAPTER = "visits.views.adapter.InvitedAlone"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Visitbook: "
ACCOUNT_SESSION_REMEMBER = True
# An account is tried five times in as many minutes from one address, and an address ten times a
# minute; after that even the right password has to wait.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs up by themselves, so there is no stranger's address to lock out of.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Visitbook"
# Browsers allow passkeys without HTTPS on "localhost" alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS_ONLY

# Without a server, letters are written to the log; an invitation's address is shown as well.
EMAIL_HOST: str = environment.text("EMAIL_HOST")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_PORT: int = environment.whole("EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER: str = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD: str = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS: bool = environment.switch("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = environment.text("EMAIL_FROM", "visitbook@localhost")
