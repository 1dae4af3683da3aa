"""A worker that is killed in the middle of a run of letters: nobody gets one twice."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone

from tests.faults.post_office import PostOffice
from tests.faults.site import Site
from tests.fixtures.workers import WorkerProcess
from tests.pipeline import item, tell
from visits.choices import LetterState, Rhythm, WatchKind
from visits.models import WatchEntry, WatchLetter
from visits.services.watching.gathering import gather_entries
from visits.services.watching.keeping import follow

pytestmark = [pytest.mark.faults, pytest.mark.worker]
READERS = 8
ANNOUNCED = item(
    "cn-1", "Foreign Minister Wang Yi will visit Moscow from April 1 to 3.", day="2025-03-24"
)
WAITING = (LetterState.DUE, LetterState.SENDING)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    office = PostOffice(at=READERS // 2)
    yield office
    office.close()


def mailing_worker(site: Site, office: PostOffice, name: str) -> WorkerProcess:
    port = str(office.port)
    return site.worker(name, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS="no")


def announce_to_readers() -> None:
    """All follow Russia day by day; what was learnt yesterday waits for this morning's letters."""
    for n in range(READERS):
        user = User.objects.create_user(f"reader{n}", f"reader{n}@example.org")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        follow(user=user, kind=WatchKind.COUNTRY, target="RU", rhythm=Rhythm.DAILY)
    tell(ANNOUNCED)
    gather_entries()
    WatchEntry.objects.update(created_at=timezone.now() - timedelta(days=2))


@pytest.mark.parametrize("before_taking", [True, False], ids=["unheard", "unanswered"])
def test_letters_whose_worker_is_killed_go_out_once(
    site: Site, office: PostOffice, before_taking: bool
) -> None:
    announce_to_readers()
    first = mailing_worker(site, office, "w1")
    assert first.process is not None
    office.kill, office.before_taking = first.process.pid, before_taking

    site.command("-m", "celery", "-A", "diplomacy", "call", "visits.tasks.write_to_watchers")

    assert first.process.wait(60) == -signal.SIGKILL
    office.kill = 0
    assert WatchLetter.objects.filter(state=LetterState.SENDING).count() == 1
    mailing_worker(site, office, "w2")
    site.beat()
    site.wait(lambda: not WatchLetter.objects.filter(state__in=WAITING).exists())
    site.command("-m", "celery", "-A", "diplomacy", "call", "visits.tasks.write_to_watchers")
    states = Counter(WatchLetter.objects.values_list("state", flat=True))
    assert states == {LetterState.SENT: READERS - 1, LetterState.UNSURE: 1}
    received = Counter(message["To"] for message in office.messages)
    assert set(received.values()) == {1}
    assert len(received) == READERS - before_taking
