"""What a Visitbook site may choose for itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from diplomacy import environment

# The day the site stands on; None is the real today. Shown in a banner when set.
VISITBOOK_TODAY: date | None = environment.day("VISITBOOK_TODAY")
# Serves the bundled sample feed under /sample/ and lets the demo editor in.
VISITBOOK_DEMO: bool = environment.switch("VISITBOOK_DEMO")
# Origin under which readers reach the site: absolute links, calendar UIDs, the sample feed.
SITE_URL: str = environment.web_address("SITE_URL") or "http://127.0.0.1:8000"
# Private host:port pairs that the guarded HTTP client may reach all the same.
OUTBOUND_ALLOW: frozenset[str] = environment.addresses("VISITBOOK_OUTBOUND_ALLOW")
# Between two requests to one host; its robots.txt may ask for more.
HOST_PAUSE: timedelta = timedelta(seconds=environment.whole("VISITBOOK_HOST_PAUSE", 1, most=30))
# Below this folder alone lie the directories that sources may read; None: there are none.
INBOX: Path | None = (
    environment.folder("VISITBOOK_INBOX", Path()) if environment.text("VISITBOOK_INBOX") else None
)
# Confidence from which a derived visit is published without an editor.
PUBLISH_THRESHOLD: float = environment.fraction("PUBLISH_THRESHOLD", 0.75)
# Whether what one editor enters or confirms waits for another before it is published.
VISITBOOK_FOUR_EYES: bool = environment.switch("VISITBOOK_FOUR_EYES")
# Who may say that a fact is wrong: anyone, signed-in users, or nobody.
VISITBOOK_CORRECTIONS: str = environment.one_of(
    "VISITBOOK_CORRECTIONS", ("anyone", "signed-in", "nobody"), "anyone"
)
# From one address.
VISITBOOK_CORRECTIONS_AN_HOUR: int = environment.whole("VISITBOOK_CORRECTIONS_AN_HOUR", 10)
# How many proxies of ours stand before the web service and write X-Forwarded-For.
VISITBOOK_PROXIES: int = environment.whole("VISITBOOK_PROXIES", 0, most=9)
# Whether readers who are not signed in see whole announcements, or the evidence and a link alone:
# they are other people's. Those of the demonstration are our own.
FULL_TEXT_PUBLIC: bool = environment.switch("FULL_TEXT_PUBLIC", default=VISITBOOK_DEMO)
# Whether the API answers readers who send neither a token nor a session.
API_ANONYMOUS_READ: bool = environment.switch("API_ANONYMOUS_READ", default=True)
