"""What is taken back stops counting, and stays; what is told again counts again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.pipeline import feed, item, keys, receive, settle, tell, visit_facts
from visits.models import Announcement, Claim, Reading, Retraction, Visit
from visits.services.retractions import Retracted, lift_retractions, retract_announcements

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

CHINA = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from April 14 to 16, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-04-11",
    publisher="cn-mfa",
)
WIRE = item(
    "wire-1",
    "Chinese Foreign Minister Wang Yi will travel to Moscow on April 14, officials said.",
    day="2025-04-10",
)


def retract(*guids: str) -> Retracted:
    reasons = dict.fromkeys(guids, "Its feed took it back (a tombstone).")
    done = retract_announcements(source=feed(), reasons=reasons, now=timezone.now())
    settle()
    return done


def live_claims() -> list[str]:
    rows = Claim.objects.filter(superseded_at=None)
    return sorted(rows.values_list("announcement__guid", flat=True))


def test_visit_of_a_retracted_announcement_alone_goes_and_its_claims_stay() -> None:
    tell(CHINA)
    before = Claim.objects.count()

    retract("cn-1")

    assert (Visit.objects.count(), live_claims(), Claim.objects.count()) == (0, [], before)
    assert Announcement.objects.count() == 1
    assert Retraction.objects.get().reason == "Its feed took it back (a tombstone)."


def test_visit_that_others_tell_of_stays_as_they_tell_it() -> None:
    tell(WIRE)
    alone = visit_facts()
    tell(CHINA)
    together = visit_facts()

    retract("cn-1")

    assert (len(together), together == alone) == (1, False)
    assert (visit_facts(), live_claims()) == (alone, ["wire-1"])


def test_retraction_twice_or_of_what_was_never_told_changes_nothing() -> None:
    tell(CHINA)
    retract("cn-1")

    assert (retract("cn-1"), retract("cn-9")) == (Retracted(), Retracted())
    assert Retraction.objects.count() == 1


def test_announcement_told_again_counts_again() -> None:
    tell(CHINA, WIRE)
    before = visit_facts()
    retract("cn-1")

    done = lift_retractions(source=feed(), guids=["cn-1", "wire-1"], now=timezone.now())
    settle()

    assert (visit_facts(), keys(before)) == (before, keys(visit_facts()))
    assert len(done.readings) == 1
    assert Retraction.objects.get().lifted_at is not None


def test_retraction_before_the_reading_leaves_no_claims() -> None:
    receive(CHINA)
    retract("cn-1")

    reading = Reading.objects.get()
    assert (Claim.objects.count(), Visit.objects.count()) == (0, 0)
    assert reading.notes[-1] == "Its publisher took this text back."


def test_retracted_announcement_that_is_read_again_stays_retracted() -> None:
    tell(CHINA)
    retract("cn-1")

    Reading.objects.update(state="due", attempts=0)
    settle()

    assert (live_claims(), Visit.objects.count()) == ([], 0)


def test_all_revisions_of_a_text_are_taken_back_together() -> None:
    edited = item("cn-1", CHINA.text.replace("16", "17"), day="2025-04-12", publisher="cn-mfa")
    tell(CHINA, edited)

    retract("cn-1")

    assert (Announcement.objects.count(), live_claims(), Visit.objects.count()) == (2, [], 0)


def test_retraction_reaches_the_publishers_of_a_feed_and_no_other_source() -> None:
    tell(CHINA)
    other = feed().publishers.get(slug="ru-mid")

    done = retract_announcements(source=other, reasons={"cn-1": "no"}, now=timezone.now())

    assert (done, live_claims()) == (Retracted(), ["cn-1"])
