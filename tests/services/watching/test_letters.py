"""Letters about what is followed: a week of changes, told once, whatever happens to workers."""

from __future__ import annotations

import json
import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models.functions import Now
from django.utils import timezone, translation
from pytest_django import Settings

from tests.pipeline import item, tell
from visits.choices import Rhythm, WatchKind
from visits.models import Watch, WatchEntry, WatchLetter, Webhook
from visits.queries.watches import letters
from visits.queries.watches.letters import due_letters, period_of
from visits.services.watching.gathering import gather_entries
from visits.services.watching.keeping import (
    change_watch,
    follow,
    stop_letters,
    stop_letters_about,
    stopped_by,
    stopping_token,
    stopping_token_about,
)
from visits.services.watching.sending import WAITS, send_letter
from visits.services.watching.writing import write_letters
from visits.services.webhooks.collecting import collect_messages
from visits.services.webhooks.keeping import make_webhook
from visits.terms import WEBHOOK_EVENTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

ANNOUNCED = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi will visit Moscow from April 1 to 3.",
    day="2025-03-24",
    publisher="cn-mfa",
)
MOVED = item(
    "cn-2",
    "Chinese Foreign Minister Wang Yi's visit to Moscow, planned for April 1, will now take place "
    "from April 8 to 10.",
    day="2025-03-26",
    publisher="cn-mfa",
)
CANCELLED = item(
    "wire-1",
    "Chinese Foreign Minister Wang Yi has cancelled his visit to Russia on April 1, officials "
    "said.",
    day="2025-03-28",
)
ELSEWHERE = item(
    "fr-1", "French President Emmanuel Macron will visit Japan on April 2.", day="2025-03-25"
)


def next_week() -> datetime:
    return timezone.now() + timedelta(days=8)


def week(reader: User, rhythm: Rhythm = Rhythm.WEEKLY) -> Watch:
    """A week in which a visit was announced, moved and cancelled, and another one announced."""
    watch = follow(
        user=reader, kind=WatchKind.COUNTRY, target="RU", rhythm=rhythm, note="for the desk"
    )
    tell(ANNOUNCED, ELSEWHERE, MOVED, CANCELLED)
    gather_entries()
    return watch


def test_week_is_told_in_one_letter_with_before_and_after(reader: User, settings: Settings) -> None:
    settings.SITE_URL = "https://visits.example"
    week(reader)
    assert write_letters() == []
    (letter,) = write_letters(now=next_week())
    assert send_letter(letter_id=letter) is True

    (message,) = mail.outbox
    assert message.to == ["reader@example.org"]
    assert message.subject == "Visitbook: 3 changes of what you follow"
    told = [line.strip() for line in str(message.body).splitlines() if "→" in line]
    assert told == [
        "Wang Yi → Moscow, Russia: announced",
        "Wang Yi → Moscow, Russia: days moved",
        "First day: 1 April 2025 → 8 April 2025",
        "Last day: 3 April 2025 → 10 April 2025",
        "Wang Yi → Moscow, Russia: cancelled",
        "Status: planned → cancelled",
    ]
    assert "Macron" not in str(message.body)
    assert "You follow Russia (for the desk)" in str(message.body)


def test_nothing_is_told_twice(reader: User) -> None:
    week(reader)
    assert gather_entries() == 0
    Watch.objects.update(position=0)
    gather_entries()
    assert WatchEntry.objects.count() == 3
    (letter,) = write_letters(now=next_week())
    assert write_letters(now=next_week()) == []
    assert (send_letter(letter_id=letter), send_letter(letter_id=letter)) == (True, False)
    assert len(mail.outbox) == 1


def test_change_that_concerns_two_watches_is_one_line(reader: User) -> None:
    for kind, target in ((WatchKind.PAIR, "CN-RU"), (WatchKind.COUNTRY, "CN")):
        follow(user=reader, kind=kind, target=target, rhythm=Rhythm.DAILY)
    week(reader, Rhythm.WEEKLY)
    (letter,) = write_letters(now=timezone.now() + timedelta(days=1))
    assert write_letters(now=next_week()) == []
    send_letter(letter_id=letter)
    assert [message.subject for message in mail.outbox] == [
        "Visitbook: 3 changes of what you follow"
    ]


def test_letter_is_bounded(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "MOST_LINES", 1)
    week(reader, Rhythm.AT_ONCE)
    (letter,) = write_letters()
    send_letter(letter_id=letter)
    assert "and 2 more changes: http" in str(mail.outbox[0].body)
    assert mail.outbox[0].subject == "Visitbook: 3 changes of what you follow"


def test_letter_whose_worker_was_lost_is_not_sent_again(reader: User) -> None:
    week(reader, Rhythm.AT_ONCE)
    (letter,) = write_letters()
    WatchLetter.objects.update(state="sending")
    assert due_letters() == [letter]
    assert send_letter(letter_id=letter) is False
    assert due_letters() == []
    assert (WatchLetter.objects.get().state, mail.outbox) == ("unsure", [])


class Refusing(EmailBackend):
    problem: Exception = smtplib.SMTPRecipientsRefused({})

    def send_messages(self, messages: Any) -> int:
        raise self.problem


def test_refused_letter_is_tried_again_and_given_up(reader: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    week(reader, Rhythm.AT_ONCE)
    (letter,) = write_letters()
    states = []
    for _ in range(len(WAITS) + 1):
        WatchLetter.objects.update(due_at=Now())
        send_letter(letter_id=letter)
        states.append(WatchLetter.objects.get().state)
    assert states == ["due", "due", "due", "due", "dropped"]


def test_connection_that_broke_off_leaves_a_letter_unsure(
    reader: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "problem", smtplib.SMTPServerDisconnected("gone"))
    week(reader, Rhythm.AT_ONCE)
    (letter,) = write_letters()
    send_letter(letter_id=letter)
    assert WatchLetter.objects.get().state == "unsure"
    assert due_letters() == []


def test_letter_can_be_stopped_by_one_click(reader: User, settings: Settings) -> None:
    settings.SITE_URL = "https://visits.example"
    watch = week(reader)
    (letter,) = write_letters(now=next_week())
    send_letter(letter_id=letter)
    headers = mail.outbox[0].extra_headers
    token = stopping_token(reader, Rhythm.WEEKLY)
    assert headers["List-Unsubscribe"] == f"<https://visits.example/watches/stop/{token}/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stopped_by(token) == (reader, Rhythm.WEEKLY)
    assert stopped_by(token.replace("weekly", "daily")) is None
    assert stop_letters(user=reader, rhythm=Rhythm.WEEKLY) == 1
    watch.refresh_from_db()
    assert watch.rhythm == Rhythm.NEVER


def test_letter_not_wanted_any_more_is_dropped(reader: User) -> None:
    watch = week(reader, Rhythm.AT_ONCE)
    (letter,) = write_letters()
    change_watch(watch=watch, rhythm=Rhythm.NEVER, note="")
    assert send_letter(letter_id=letter) is False
    assert (WatchLetter.objects.get().state, mail.outbox) == ("dropped", [])


def test_what_waits_goes_when_letters_are_not_wanted(reader: User) -> None:
    watch = week(reader)
    change_watch(watch=watch, rhythm=Rhythm.NEVER, note="")
    change_watch(watch=watch, rhythm=Rhythm.WEEKLY, note="")
    assert write_letters(now=next_week()) == []


@pytest.mark.parametrize(
    ("rhythm", "now", "period", "until"),
    [
        (Rhythm.DAILY, "2025-04-01T05:59", "2025-03-31", "2025-03-31T06:00"),
        (Rhythm.DAILY, "2025-04-01T06:00", "2025-04-01", "2025-04-01T06:00"),
        (Rhythm.WEEKLY, "2025-03-31T05:59", "2025-W13", "2025-03-24T06:00"),
        (Rhythm.WEEKLY, "2024-12-31T06:00", "2025-W01", "2024-12-30T06:00"),
    ],
)
def test_periods(rhythm: Rhythm, now: str, period: str, until: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    assert period_of(rhythm, at(now)) == (period, at(until))


def test_letter_is_in_the_language_of_who_follows(reader: User) -> None:
    with translation.override("fr"):
        week(reader)
    (letter,) = write_letters(now=next_week())
    send_letter(letter_id=letter)
    (message,) = mail.outbox
    assert isinstance(message, mail.EmailMultiAlternatives)
    ((html, _),) = message.alternatives
    assert '<html lang="fr" dir="ltr">' in str(html)
    assert "Russie" in str(message.body)


def test_letters_about_one_thing_are_stopped_by_its_own_link(reader: User) -> None:
    watch = week(reader)
    other = follow(user=reader, kind=WatchKind.COUNTRY, target="CN", rhythm=Rhythm.WEEKLY)
    (letter,) = write_letters(now=next_week())
    send_letter(letter_id=letter)
    token = stopping_token_about(watch)
    assert f"/watches/stop/{token}/" in str(mail.outbox[0].body)

    assert stopped_by(token) == (reader, watch)
    stop_letters_about(watch=watch)

    watch.refresh_from_db()
    other.refresh_from_db()
    assert (watch.rhythm, other.rhythm) == (Rhythm.NEVER, Rhythm.WEEKLY)
    watch.delete()
    assert stopped_by(token) is None


def test_webhook_of_a_watch_is_told_of_what_that_follows_alone(reader: User) -> None:
    watch = follow(user=reader, kind=WatchKind.COUNTRY, target="RU")
    hook = make_webhook(
        owner=reader, url="https://hooks.example/1", events=WEBHOOK_EVENTS, watch=watch
    )
    tell(ANNOUNCED, ELSEWHERE)
    assert collect_messages() == 1
    (message,) = hook.messages.all()
    assert message.event == "visit.created"
    assert json.loads(message.body)["data"]["watch"] == watch.pk
    watch.delete()
    assert not Webhook.objects.exists()
