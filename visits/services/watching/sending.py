"""Letters → mail: each at most once."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from visits.choices import LetterState, Rhythm
from visits.models import Watch, WatchLetter
from visits.queries.leases import Work
from visits.queries.watches.letters import Contents, address_of, contents_of
from visits.services.leases import lease
from visits.services.watching.keeping import stopping_token, stopping_token_about

WAITS = (timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=2), timedelta(hours=8))
#: After these the server may have taken the letter: it is not sent again.
_UNSURE = (smtplib.SMTPServerDisconnected, TimeoutError)
_log = logging.getLogger(__name__)


def send_letter(*, letter_id: int) -> bool:
    """Sends one due letter; whether it was sent.

    That it is being sent is stored before. One that is found in this state without a process at
    work may have been sent, so it is left.
    """
    with lease(Work.WRITING, [letter_id]) as ours:
        if not ours:
            return False
        row = WatchLetter.objects.filter(pk=letter_id)
        if row.filter(state=LetterState.SENDING).update(
            state=LetterState.UNSURE, reason="The worker was lost while it was being sent."
        ):
            return False
        if not row.filter(state=LetterState.DUE, due_at__lte=Now()).update(
            state=LetterState.SENDING, attempts=F("attempts") + 1
        ):
            return False
        return _send(row.select_related("user").get())


def _send(letter: WatchLetter) -> bool:
    address, rhythm = address_of(letter.user), Rhythm(letter.rhythm)
    if not address or not Watch.objects.filter(user=letter.user, rhythm=rhythm).exists():
        _end(letter, LetterState.DROPPED, reason="It is not wanted any more.")
        return False
    with translation.override(_language(letter, rhythm)):
        message = _message(letter, rhythm, address)
    try:
        message.send()
    except _UNSURE as problem:
        _end(letter, LetterState.UNSURE, reason=_in_short(problem))
    except (smtplib.SMTPException, OSError) as problem:
        _refused(letter, problem)
    else:
        _end(letter, LetterState.SENT, sent_at=timezone.now())
        return True
    return False


def _language(letter: WatchLetter, rhythm: Rhythm) -> str:
    """The language in which the person last chose to be written to of these."""
    watches = Watch.objects.filter(user=letter.user, rhythm=rhythm).exclude(language="")
    chosen = watches.order_by("-pk").values_list("language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _message(letter: WatchLetter, rhythm: Rhythm, address: str) -> EmailMultiAlternatives:
    site = settings.SITE_URL
    contents = contents_of(letter)
    stop = _stop(stopping_token(letter.user, rhythm))
    named = {one.watch.pk: one for line in contents.told for one in line.of}
    stops = [(one, _stop(stopping_token_about(one.watch))) for one in named.values()]
    told = {
        "contents": contents,
        "stops": stops,
        "site": site,
        "stop": stop,
        "list": site + reverse("watches"),
    }
    return EmailMultiAlternatives(
        _subject(contents),
        render_to_string("mail/changes.txt", told),
        to=[address],
        headers={
            "Message-ID": f"<{letter.name}@{urlsplit(site).hostname or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        alternatives=[(render_to_string("mail/changes.html", told), "text/html")],
    )


def _stop(token: str) -> str:
    return settings.SITE_URL + reverse("watches-stop", args=[token])


def _subject(contents: Contents) -> str:
    count = len(contents.told) + contents.more
    words = ngettext(
        "%(count)d change of what you follow", "%(count)d changes of what you follow", count
    )
    return "Visitbook: " + words % {"count": count}


def _refused(letter: WatchLetter, problem: Exception) -> None:
    """It surely was not sent: it waits and is tried again, or given up in the end."""
    if letter.attempts > len(WAITS):
        _log.warning("letter %s is given up: %s", letter.name, problem)
        _end(letter, LetterState.DROPPED, reason=_in_short(problem))
        return
    due = Now() + WAITS[letter.attempts - 1]
    _end(letter, LetterState.DUE, due_at=due, reason=_in_short(problem))


def _in_short(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:500]


def _end(letter: WatchLetter, state: LetterState, **told: object) -> None:
    rows = WatchLetter.objects.filter(pk=letter.pk, state=LetterState.SENDING)
    rows.update(**{"state": state, "reason": "", **told})
