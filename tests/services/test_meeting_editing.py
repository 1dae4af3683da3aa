"""An editor's word on a meeting: it outlives what is announced later, and is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_editor
from tests.pipeline import item, tell
from visits.models import Correction, Decision, Meeting, Visit
from visits.queries.inbox.items import matters_waiting
from visits.services.editing import undo_decision
from visits.services.inbox.deciding import Said, decide_item
from visits.services.inbox.keeping import item_for
from visits.services.inbox.undoing import undo_item
from visits.services.meeting_editing import correct_meeting
from visits.terms import CorrectionState, InboxKind, VisitStatus
from visits.validators import FieldProblem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TODAY = date(2025, 4, 2)
MET = item(
    "ru-1",
    "Russian Foreign Minister Sergey Lavrov met with Chinese Foreign Minister Wang Yi in Moscow "
    "on April 1.",
    day="2025-04-01",
    publisher="ru-mid",
)
VISIT_AND_MEETING = item(
    "cn-1",
    "Chinese Foreign Minister Wang Yi will visit Russia from April 1 to 3 and will meet with "
    "Russian Foreign Minister Sergey Lavrov.",
    day="2025-03-28",
    publisher="cn-mfa",
)


@pytest.fixture
def editor(db: None) -> User:
    return make_editor("ed")


def correct(editor: User, field: str, value: str) -> Decision:
    return correct_meeting(
        meeting=Meeting.objects.get(), field=field, value=value, editor=editor, today=TODAY
    )


@pytest.mark.parametrize(
    ("field", "value", "column", "stored"),
    [
        ("day", "2 April 2025", "day_latest", date(2025, 4, 2)),
        ("status", "cancelled", "status", VisitStatus.CANCELLED),
        ("country", "Kazakhstan", "country_id", "KZ"),
        ("country", "", "country_id", None),
        ("city", "Kazan", "city", "Kazan"),
    ],
)
def test_corrected_meeting_has_the_value_until_it_is_taken_back(
    editor: User, field: str, value: str, column: str, stored: object
) -> None:
    tell(MET)
    before = Meeting.objects.values(column).get()

    made = correct(editor, field, value)

    assert correct(editor, field, value) == made
    assert Meeting.objects.values(column).get() == {column: stored}
    undo_decision(decision=made, editor=editor)
    assert Meeting.objects.values(column).get() == before


def test_word_on_a_meeting_leaves_the_visit_of_its_sentence_alone(editor: User) -> None:
    tell(VISIT_AND_MEETING)
    before = Visit.objects.values("status", "start_earliest", "end_latest").get()

    correct(editor, "status", "cancelled")
    correct(editor, "day", "2 April 2025")

    assert Visit.objects.values("status", "start_earliest", "end_latest").get() == before
    assert Meeting.objects.get().status == VisitStatus.CANCELLED


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("participants", "Wang Yi", "This fact of a meeting is not set by hand."),
        ("country", "Atlantis", "No country is called “Atlantis”: choose one."),
        ("day", "soon", "No date was found in “soon”."),
    ],
)
def test_bad_correction_of_a_meeting_is_refused(
    editor: User, field: str, value: str, problem: str
) -> None:
    tell(MET)
    with pytest.raises(FieldProblem) as refused:
        correct(editor, field, value)
    assert refused.value.message.startswith(problem)
    assert Decision.objects.count() == 0


def test_readers_correction_of_a_meeting_sets_it_and_its_page_tells(
    editor: User, client: Client
) -> None:
    tell(MET)
    meeting = Meeting.objects.get()
    Correction.objects.create(
        noun="meeting", target=meeting.pk, field="day", about="A meeting", address="/",
        wrong="It was a day later.", right="2 April", source_url="https://mfa.example/2",
    )  # fmt: skip
    (matter,) = matters_waiting(InboxKind.CORRECTION)
    row = item_for(matter=matter)

    decide_item(item=row, said=Said("accept", value="2 April"), editor=editor, today=TODAY)

    assert Meeting.objects.get().day_earliest == date(2025, 4, 2)
    client.force_login(editor)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert page.count("Day set to <b>2 April 2025</b>") == 1
    decided = client.get("/decisions/").content.decode()
    assert decided.count(f'href="{meeting.get_absolute_url()}#history"') == 1
    undo_item(item=row, editor=editor)
    assert Meeting.objects.get().day_earliest == date(2025, 4, 1)
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_fact_that_is_not_set_by_hand_is_not_offered_to_be(editor: User, client: Client) -> None:
    tell(MET)
    Correction.objects.create(
        noun="meeting", target=Meeting.objects.get().pk, field="participants", about="A meeting",
        address="/", wrong="He was absent.", right="Others", source_url="https://mfa.example/2",
    )  # fmt: skip
    client.force_login(editor)
    (matter,) = matters_waiting(InboxKind.CORRECTION)

    page = client.get(f"/inbox/items/{matter.key}/")

    assert 'id="inbox-value"' not in page.content.decode()
    assert "This fact is not set by hand" in page.content.decode()
