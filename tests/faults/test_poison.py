"""A text that kills whoever reads it."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Baseline
from tests.faults.dump import dump
from tests.faults.site import Site
from tests.faults.stream import stream, without
from visits.models import Reading
from visits.services.rereading import reread_announcements
from visits.terms import DeliveryState

pytestmark = [pytest.mark.faults, pytest.mark.worker]
PREFORK = ("--pool", "prefork", "--concurrency", "2")
POISON = "told-50"


def test_a_text_that_kills_its_reader_is_given_up_after_three_attempts(
    site: Site, faultless: Baseline
) -> None:
    items = stream(100)
    wanted = faultless(items)
    rest = faultless(without(items, POISON))
    killer = "tests.faults.killing"
    worker = site.worker("w1", *PREFORK, app=killer, KILL_WORD="in note 50.")
    site.beat()

    site.publish(items)

    site.wait(site.is_done, 120)
    dead = Reading.objects.get(state=DeliveryState.DEAD)
    assert dead.announcement.guid.endswith(f":{POISON}")
    assert dead.attempts == 3
    assert dead.reason == "given up after 3 attempts that did not end"
    assert {name: rows for name, rows in dump().items() if name in DERIVED} == {
        name: rows for name, rows in rest.items() if name in DERIVED
    }

    # What was wrong is mended, and an editor has the text read again.
    worker.stop()
    site.worker("w2")
    reread_announcements(announcements=[dead.pk])

    site.wait(site.is_done)
    assert dump() == wanted


DERIVED = ("claims", "visits", "meetings", "itineraries", "officials")
