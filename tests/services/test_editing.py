"""An editor's word: claims and decisions that outlive what is announced later."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from tests.pipeline import item, tell
from visits.forms.correction import present_value
from visits.models import Claim, Decision, Visit
from visits.services.editing import (
    correct_field,
    reject_visit,
    restore_visit,
    undo_batch,
    undo_decision,
)
from visits.services.trip_entry import enter_trip
from visits.terms import EditorialState, VisitKind, VisitStatus
from visits.validators import FieldProblem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TODAY = date(2025, 3, 28)
ANNOUNCED = item(
    "cn-1",
    "Foreign Minister Wang Yi will pay a visit to Russia from March 31 to April 2, spokesperson "
    "Guo Jiakun announced on Friday.",
    day="2025-03-28",
    publisher="cn-mfa",
)
LATER = item(
    "ru-1",
    "Chinese Foreign Minister Wang Yi will visit Russia from April 1 to April 2.",
    day="2025-03-29",
    publisher="ru-mid",
)


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("ed", password=None)


def enter(editor: User, **changes: str) -> Visit:
    given = {"name": "Wang Yi", "country": "CN", "host": "RU", "dates": "31 March - 2 April"}
    return enter_trip(editor=editor, official=None, today=TODAY, **(given | changes))


def test_a_trip_entered_in_words_is_a_published_visit(editor: User) -> None:
    visit = enter(editor, kind="official", city="Moscow", source_url="https://mfa.example/1")

    assert (str(visit.head), visit.visitor_country_id, visit.host_id) == ("Wang Yi", "CN", "RU")
    assert visit.start_earliest == visit.start_latest == date(2025, 3, 31)
    assert visit.end_earliest == visit.end_latest == date(2025, 4, 2)
    assert (visit.kind, visit.status) == (VisitKind.OFFICIAL, VisitStatus.PLANNED)
    assert visit.state == EditorialState.PUBLISHED
    assert [stop.city for stop in visit.stops.all()] == ["Moscow"]
    (claim,) = visit.claims.all()
    assert claim.announcement.source.slug == "editor"
    assert claim.announcement.url == "https://mfa.example/1"
    assert claim.evidence["start"]["quote"] == "31 March - 2 April"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2025-03-31/2025-04-02", ("2025-03-31", "2025-03-31"), ("2025-04-02", "2025-04-02")),
        ("[2025-05-01..2025-05-10]", ("2025-05-01", "2025-05-10"), (None, None)),
        ("early May", ("2025-05-01", "2025-05-10"), (None, None)),
        ("next week", ("2025-03-31", "2025-04-06"), (None, None)),
        ("", (None, None), (None, None)),
    ],
)
def test_dates_of_a_trip(
    editor: User,
    words: str,
    start: tuple[str | None, str | None],
    end: tuple[str | None, str | None],
) -> None:
    visit = enter(editor, dates=words)

    def told(*days: date | None) -> tuple[str | None, ...]:
        return tuple(day.isoformat() if day else None for day in days)

    assert told(visit.start_earliest, visit.start_latest) == start
    assert told(visit.end_earliest, visit.end_latest) == end


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"host": "Atlantis"}, "host"),
        ({"country": "??"}, "country"),
        ({"name": ""}, "official"),
        ({"name": "x" * 301}, "official"),
        ({"dates": "2025-04-02/2025-03-31"}, "dates"),
        ({"dates": "whenever it suits"}, "dates"),
        ({"dates": "2025-02-31"}, "dates"),
        ({"kind": "grand"}, "kind"),
        ({"status": "perhaps"}, "status"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(
    editor: User, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(FieldProblem) as problem:
        enter(editor, **changes)

    assert problem.value.field == field
    assert (Claim.objects.count(), Visit.objects.count()) == (0, 0)


def test_an_entered_trip_and_its_later_announcement_are_one_visit(editor: User) -> None:
    entered = enter(editor, kind="official")

    tell(LATER)

    visit = Visit.objects.get()
    assert visit.pk == entered.pk
    assert visit.start_earliest == date(2025, 3, 31)
    assert visit.kind == VisitKind.OFFICIAL
    assert visit.claims.count() == 2
    assert visit.values["start"]["locked"] is True
    assert len(visit.values["start"]["dissent"]) == 1


def test_a_corrected_field_outlives_a_later_announcement(editor: User) -> None:
    tell(ANNOUNCED)
    visit = Visit.objects.get()

    (decision,) = correct_field(
        visit=visit, field="start", value="30 March", editor=editor, today=TODAY, reason="Phoned."
    )
    tell(LATER)

    visit = Visit.objects.get()
    assert visit.start_earliest == visit.start_latest == date(2025, 3, 30)
    assert visit.values["start"]["locked"] is True
    assert (decision.previous, decision.value) == ("2025-03-31", "2025-03-30")
    assert Claim.objects.filter(superseded_at=None).count() == 2


def test_sender_and_gathering_of_a_visit_are_an_editors_to_say(editor: User) -> None:
    tell(ANNOUNCED)
    visit = Visit.objects.get()

    for field, value in (("visitor_country", "Mongolia"), ("gathering", "Eastern Forum")):
        correct_field(visit=visit, field=field, value=value, editor=editor, today=TODAY)
    tell(LATER)

    visit = Visit.objects.get()
    assert visit.visitor_country_id == "MN"
    assert visit.gathering is not None
    assert (visit.gathering.slug, visit.gathering.name) == ("eastern-forum-2025", "Eastern Forum")
    with pytest.raises(FieldProblem, match="own country"):
        correct_field(visit=visit, field="visitor_country", value="RU", editor=editor, today=TODAY)


@pytest.mark.parametrize("field", ["start", "end"])
def test_two_days_in_one_box_set_the_first_and_the_last(editor: User, field: str) -> None:
    tell(ANNOUNCED)

    made = correct_field(
        visit=Visit.objects.get(), field=field, value="3-5 April", editor=editor, today=TODAY
    )

    assert [(one.field, one.value) for one in made] == [
        ("start", "2025-04-03"),
        ("end", "2025-04-05"),
    ]
    assert Visit.objects.values_list("start_latest", "end_earliest").get() == (
        date(2025, 4, 3),
        date(2025, 4, 5),
    )
    assert made[0].batch is not None
    undo_batch(batch=made[0].batch, editor=editor)
    assert Visit.objects.get().end_latest == date(2025, 4, 2)


def test_window_that_the_form_offers_is_the_same_window_when_it_is_sent_back(editor: User) -> None:
    tell(ANNOUNCED)
    visit = Visit.objects.get()
    correct_field(visit=visit, field="start", value="late March", editor=editor, today=TODAY)
    offered = present_value(Visit.objects.get(), "start")

    correct_field(
        visit=Visit.objects.get(), field="start", value=offered, editor=editor, today=TODAY
    )

    assert offered == "[2025-03-21..2025-03-31]"
    assert Decision.objects.count() == 1


def test_a_decision_taken_back_gives_what_the_announcements_say(editor: User) -> None:
    tell(ANNOUNCED)
    before = Visit.objects.values(
        "pk", "key", "start_earliest", "start_latest", "end_earliest", "values", "kind"
    ).get()
    (decision,) = correct_field(
        visit=Visit.objects.get(), field="kind", value="working", editor=editor, today=TODAY
    )
    assert Visit.objects.get().kind == VisitKind.WORKING

    undo_decision(decision=decision, editor=editor)
    undo_decision(decision=decision, editor=editor)

    assert Visit.objects.values(*before).get() == before
    assert Decision.objects.get().undone_by == editor


def test_a_rejected_visit_stays_rejected_until_restored(editor: User) -> None:
    tell(ANNOUNCED)
    reject_visit(visit=Visit.objects.get(), editor=editor, reason="A namesake.")

    tell(LATER)

    assert Visit.objects.get().state == EditorialState.REJECTED
    restore_visit(visit=Visit.objects.get(), editor=editor)
    assert Visit.objects.get().state == EditorialState.PUBLISHED


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("start", "3 April", "value"),
        ("start", "soon", "value"),
        ("host", "Atlantis", "value"),
        ("host", "", "value"),
        ("status", "perhaps", "value"),
        ("confidence", "1", "field"),
    ],
)
def test_a_bad_correction_is_refused(editor: User, field: str, value: str, named: str) -> None:
    tell(ANNOUNCED)

    with pytest.raises(FieldProblem) as problem:
        correct_field(
            visit=Visit.objects.get(), field=field, value=value, editor=editor, today=TODAY
        )

    assert problem.value.field == named
    assert Decision.objects.count() == 0
