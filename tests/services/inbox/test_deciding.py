"""What is unsure comes to the inbox, is decided there once, and comes back when taken back."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from tests.factories import make_announcement, make_official, make_source, make_visit
from tests.pipeline import item, tell
from tests.services.conftest import countries
from visits.models import Correction, Decision, InboxItem, Official, Visit
from visits.queries.inbox.items import inbox_of, matters_waiting
from visits.queries.inbox.matters import Matter
from visits.services.editing import correct_field, part_claims
from visits.services.inbox.bulk import decide_items
from visits.services.inbox.deciding import NothingLeft, Said, decide_item
from visits.services.inbox.keeping import item_for
from visits.services.inbox.undoing import undo_item, undo_items
from visits.terms import CorrectionState, EditorialState, InboxKind
from visits.validators import FieldProblem

__all__ = ["countries"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TODAY = date(2025, 3, 28)
FIRST = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-03-28",
    publisher="cn-mfa",
)
OTHERWISE = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Russia from April 1 to April 2.",
    day="2025-03-29",
    publisher="ru-mid",
)
STILL_OTHERWISE = item(
    "w-1",
    "Chinese Foreign Minister Wang Yi will visit Russia from March 30 to April 2.",
    day="2025-03-29",
)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("ed", password=None)


def waiting(kind: InboxKind) -> list[Matter]:
    return matters_waiting(kind)


def decide(matter: Matter, editor: User, action: str, **told: str) -> InboxItem:
    found = item_for(matter=matter)
    decide_item(item=found, said=Said(action, **told), editor=editor, today=TODAY)
    return found


def test_an_unsure_visit_is_published_when_accepted_and_waits_again_when_taken_back(
    editor: User, settings: Settings
) -> None:
    settings.PUBLISH_THRESHOLD = 1.0
    tell(FIRST)
    visit = Visit.objects.get()
    assert visit.state == EditorialState.PROPOSED
    (matter,) = waiting(InboxKind.DOUBT)
    assert matter.key == f"doubt:{visit.pk}"

    done = decide(matter, editor, "accept", reason="Checked with the ministry.")

    assert Visit.objects.get().state == EditorialState.PUBLISHED
    assert waiting(InboxKind.DOUBT) == []
    decision = Decision.objects.get()
    assert (decision.kind, decision.reason) == ("confirmed", "Checked with the ministry.")

    undo_item(item=done, editor=editor)
    undo_item(item=done, editor=editor)

    assert Visit.objects.get().state == EditorialState.PROPOSED
    assert waiting(InboxKind.DOUBT) == [matter]


def test_a_contradiction_is_asked_once_and_again_when_something_else_is_told(
    editor: User,
) -> None:
    tell(FIRST, OTHERWISE)
    (matter,) = waiting(InboxKind.CONTRADICTION)

    decide(matter, editor, "correct", field="start", value="2025-04-01")

    visit = Visit.objects.get()
    assert visit.start_earliest == visit.start_latest == date(2025, 4, 1)
    assert visit.values["start"]["locked"] is True
    assert waiting(InboxKind.CONTRADICTION) == []

    tell(STILL_OTHERWISE)

    assert Visit.objects.get().start_earliest == date(2025, 4, 1)
    assert len(waiting(InboxKind.CONTRADICTION)) == 1


def test_what_is_corrected_on_the_page_of_the_visit_is_not_asked_in_the_inbox(
    editor: User,
) -> None:
    tell(FIRST, OTHERWISE)
    assert len(waiting(InboxKind.CONTRADICTION)) == 1

    correct_field(
        visit=Visit.objects.get(), field="start", value="30 March", editor=editor, today=TODAY
    )

    assert waiting(InboxKind.CONTRADICTION) == []


def test_two_visits_of_the_same_days_are_joined_or_kept_apart(editor: User) -> None:
    tell(FIRST, OTHERWISE)
    visit = Visit.objects.get()
    decision = part_claims(visit=visit, claims=visit.claims.all()[:1], editor=editor)[0]
    assert waiting(InboxKind.LINK) == []
    Decision.objects.filter(pk=decision.pk).delete()
    (matter,) = waiting(InboxKind.LINK)

    joined = decide(matter, editor, "same")
    assert Visit.objects.count() == 1
    undo_item(item=joined, editor=editor)


@pytest.mark.parametrize(
    ("head", "host", "warned"),
    [
        ("Li Qiang", "RU", "They are of different people, Wang Yi and Li Qiang."),
        ("Wang Yi", "FR", "They are to different countries, Russia and France:"),
    ],
)
def test_visits_that_differ_in_person_or_place_are_not_joined_at_one_press(
    editor: User, head: str, host: str, warned: str
) -> None:
    doubtful = make_visit(state=EditorialState.PROPOSED)
    other = make_visit(head, host)
    matter = next(one for one in waiting(InboxKind.DOUBT) if one.ids == (doubtful.pk,))

    with pytest.raises(FieldProblem) as refused:
        decide(matter, editor, "same", other=str(other.pk))

    assert refused.value.message[: len(warned)] == warned
    assert refused.value.message.endswith("Look at the preview first.")
    assert (Visit.objects.count(), Decision.objects.count()) == (2, 0)


def test_a_lost_decision_is_made_again_on_the_visit_it_was_of(editor: User) -> None:
    tell(FIRST)
    (made,) = correct_field(
        visit=Visit.objects.get(), field="city", value="Kazan", editor=editor, today=TODAY
    )
    Decision.objects.filter(pk=made.pk).update(quote="Words of another text.", is_lost=True)
    (matter,) = waiting(InboxKind.DECISION)

    with pytest.raises(FieldProblem):
        decide(matter, editor, "accept", other="0")
    done = decide(matter, editor, "accept", other=str(Visit.objects.get().pk))

    anew = Decision.objects.get(undone_at=None)
    assert (anew.field, anew.value, anew.is_lost) == ("city", "Kazan", False)
    assert waiting(InboxKind.DECISION) == []
    undo_item(item=done, editor=editor)
    assert Decision.objects.get(undone_at=None).pk == made.pk


def test_an_unknown_person_becomes_a_name_of_a_known_one_and_is_unknown_again(
    editor: User,
) -> None:
    tell(FIRST)
    known = make_official("Wang Jun", "CN", family="Wang", given="Jun")
    (matter,) = [
        m for m in waiting(InboxKind.PERSON) if Official.objects.get(pk=m.ids[0]).name == "Wang Yi"
    ]

    done = decide(matter, editor, "same", other=str(known.pk))

    assert Visit.objects.get().head == known
    assert [name.name for name in known.other_names.all()] == ["Wang Yi"]

    undo_item(item=done, editor=editor)

    assert known.other_names.count() == 0
    assert str(Visit.objects.get().head) == "Wang Yi"


def test_an_unknown_person_is_confirmed_and_proposed_again(editor: User) -> None:
    tell(FIRST)
    (matter,) = [
        m for m in waiting(InboxKind.PERSON) if Official.objects.get(pk=m.ids[0]).name == "Wang Yi"
    ]

    done = decide(matter, editor, "accept")

    assert Official.objects.get(name="Wang Yi").state == EditorialState.PUBLISHED
    undo_item(item=done, editor=editor)
    assert Official.objects.get(name="Wang Yi").state == EditorialState.PROPOSED


def test_a_readers_correction_sets_the_field_and_is_open_again_when_taken_back(
    editor: User,
) -> None:
    tell(FIRST)
    visit = Visit.objects.get()
    Correction.objects.create(
        noun="visit", target=visit.pk, field="end", about="A visit", address="/",
        wrong="He left on the 3rd.", right="3 April", source_url="https://mfa.example/2",
    )  # fmt: skip
    (matter,) = waiting(InboxKind.CORRECTION)

    done = decide(matter, editor, "accept", value="3 April 2025")

    assert Visit.objects.get().end_latest == date(2025, 4, 3)
    assert Correction.objects.get().state == CorrectionState.ACCEPTED
    undo_item(item=done, editor=editor)
    assert Visit.objects.get().end_latest == date(2025, 4, 2)
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_a_source_gone_quiet_waits_until_it_is_noted(editor: User) -> None:
    source = make_source()
    for number in range(1, 9):
        make_announcement(f"Text {number}.", published=f"2025-03-0{number}", source=source)
    (matter,) = waiting(InboxKind.SOURCE)

    decide(matter, editor, "accept")

    assert waiting(InboxKind.SOURCE) == []


def test_what_is_put_off_comes_back_when_its_time_has_come(editor: User) -> None:
    tell(FIRST, OTHERWISE)
    (matter,) = waiting(InboxKind.CONTRADICTION)

    decide(matter, editor, "later")

    assert waiting(InboxKind.CONTRADICTION) == []
    InboxItem.objects.update(later_until=timezone.now())
    assert waiting(InboxKind.CONTRADICTION) == [matter]


def test_several_are_decided_and_taken_back_at_one_stroke(editor: User) -> None:
    visits = [make_visit(state=EditorialState.PROPOSED) for _ in range(2)]
    keys = [matter.key for matter in waiting(InboxKind.DOUBT)]
    assert len(keys) == len(visits)
    batch = uuid.uuid4()

    outcome = decide_items(
        keys=[*keys, "doubt:999999"], said=Said("later"), editor=editor, today=TODAY, batch=batch
    )

    assert (outcome.done, len(outcome.refused)) == (2, 1)
    assert waiting(InboxKind.DOUBT) == []
    assert undo_items(batch=batch, editor=editor) == 2
    assert sorted(matter.key for matter in waiting(InboxKind.DOUBT)) == sorted(keys)


def test_what_is_gone_or_cannot_be_done_so_is_refused(editor: User) -> None:
    visit = make_visit(state=EditorialState.PROPOSED)
    (matter,) = waiting(InboxKind.DOUBT)
    with pytest.raises(FieldProblem):
        decide(matter, editor, "different")
    visit.delete()
    with pytest.raises(NothingLeft):
        decide(matter, editor, "accept")


def test_counts_are_told_of_every_kind() -> None:
    for host in ("RU", "FR", "BR"):
        make_visit(host=host, state=EditorialState.PROPOSED)

    found = inbox_of(InboxKind.DOUBT)

    counted = {count.kind: count.number for count in found.counts}
    assert counted == dict.fromkeys(InboxKind, 0) | {InboxKind.DOUBT: 3}
    assert (found.total, len(found.matters)) == (3, 3)
