"""Unknown people: confirmed, or merged into a known official whom texts call otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from tests.factories import make_editor, make_official, make_tenure
from tests.pipeline import item, settle, tell
from visits.models import Claim, Official, OfficialName, Reading, Tenure, Timeline, Visit
from visits.services.people import Held, confirm_official, merge_official
from visits.terms import DeliveryState, EditorialState, Rank, Role
from visits.validators import FieldProblem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

TOLD = item(
    "cn-1",
    "Chinese Foreign Minister Qin Baolun will pay an official visit to Russia from March 31 to "
    "April 2.",
    day="2025-03-28",
    publisher="cn-mfa",
)


@pytest.fixture
def editor(db: None) -> User:
    return make_editor()


@pytest.fixture
def proposed(db: None) -> Official:
    """A person of whom a text tells and whom nobody knows."""
    tell(TOLD)
    return Official.objects.get(state=EditorialState.PROPOSED)


def due() -> int:
    return Reading.objects.filter(state=DeliveryState.DUE).count()


def test_confirmed_official_is_published_and_bound_by_the_next_reading(
    editor: User, proposed: Official
) -> None:
    confirm_official(official=proposed, editor=editor)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.name) == (EditorialState.PUBLISHED, "Qin Baolun")
    assert due() == 1
    settle()
    (claim,) = Claim.objects.filter(superseded_at=None)
    assert claim.value["visitors"][0]["official"] == f"visitbook:{proposed.pk}"
    assert Visit.objects.get().head == proposed
    assert Official.objects.count() == 1
    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        editor,
        str(proposed.pk),
        "Confirmed.",
    )


def test_offices_given_with_the_confirmation_are_the_editors(
    editor: User, proposed: Official
) -> None:
    office = make_tenure(make_official("Somebody Else"), "President", Role.HEAD_OF_STATE).office
    held = Held(office, date(2025, 1, 1), None)
    confirm_official(official=proposed, editor=editor, offices=[held])
    row = Tenure.objects.get(official=proposed)
    assert (row.office, row.start, row.end, row.source) == (
        office,
        date(2025, 1, 1),
        None,
        "editor",
    )
    assert Visit.objects.get().rank == Rank.HEAD


def test_confirmation_with_an_office_that_ends_first_changes_nothing(
    editor: User, proposed: Official
) -> None:
    office = make_tenure(make_official("Somebody Else")).office
    with pytest.raises(FieldProblem):
        confirm_official(
            official=proposed,
            editor=editor,
            offices=[Held(office, date(2025, 1, 2), date(2025, 1, 1))],
        )
    proposed.refresh_from_db()
    assert proposed.state == EditorialState.PROPOSED
    assert (due(), LogEntry.objects.count()) == (0, 0)


def test_merged_official_is_a_further_name_of_the_known_one(
    editor: User, proposed: Official
) -> None:
    known = make_official("Qin Bao Lun", "CN", key="q:1")
    visit = Visit.objects.get()
    merge_official(official=proposed, into=known, editor=editor)
    assert [(one.name, one.is_alias) for one in known.other_names.all()] == [("Qin Baolun", True)]
    visit.refresh_from_db()
    assert visit.head == known
    assert [member.official for member in visit.members.all()] == [known]
    assert not Official.objects.filter(pk=proposed.pk).exists()
    assert not Timeline.objects.exclude(state=DeliveryState.DONE).exists()
    settle()
    (claim,) = Claim.objects.filter(superseded_at=None)
    assert claim.value["visitors"][0]["official"] == "q:1"
    assert list(Visit.objects.all()) == [visit]
    assert Official.objects.count() == 1
    assert LogEntry.objects.get().object_id == str(known.pk)


def test_merged_into_an_official_of_another_country_waits_for_the_reading(
    editor: User, proposed: Official
) -> None:
    known = make_official("Qin Bao Lun", "SG", key="q:1")
    merge_official(official=proposed, into=known, editor=editor)
    settle()
    proposed.refresh_from_db()
    assert proposed.state == EditorialState.REJECTED
    assert OfficialName.objects.get().official == known


def test_tenures_of_the_merged_official_go_with_the_name(editor: User, proposed: Official) -> None:
    known = make_official("Qin Bao Lun", "CN", key="q:1")
    make_tenure(proposed, start="2024-01-01")
    merge_official(official=proposed, into=known, editor=editor)
    row = Tenure.objects.get()
    assert (row.official, row.start, row.source) == (known, date(2024, 1, 1), "editor")


@pytest.mark.parametrize("state", [EditorialState.PUBLISHED, EditorialState.REJECTED])
def test_only_a_proposed_official_is_confirmed_or_merged(
    editor: User, state: EditorialState
) -> None:
    official = make_official("Qin Baolun", state=state)
    known = make_official("Qin Bao Lun")
    with pytest.raises(FieldProblem):
        confirm_official(official=official, editor=editor)
    with pytest.raises(FieldProblem):
        merge_official(official=official, into=known, editor=editor)
    assert OfficialName.objects.count() == 0


def test_nobody_is_merged_into_a_proposed_official(editor: User, proposed: Official) -> None:
    other = make_official("Qin Bao Lun", state=EditorialState.PROPOSED)
    with pytest.raises(FieldProblem):
        merge_official(official=proposed, into=other, editor=editor)
    proposed.refresh_from_db()
    assert proposed.state == EditorialState.PROPOSED
