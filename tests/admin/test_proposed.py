"""Proposed officials on the admin's list: confirmed, or merged into known ones."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.test import Client

from tests.factories import make_editor, make_official, make_tenure
from visits.models import Official, Tenure
from visits.queries.gazetteer import gazetteer_version
from visits.terms import EditorialState

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root", password="a-long-password"))
    return client


def propose(name: str = "Qin Baolun") -> Official:
    return make_official(name, state=EditorialState.PROPOSED)


def act(client: Client, action: str, *officials: Official, **more: str) -> list[str]:
    sent = {"action": action, "_selected_action": [one.pk for one in officials], **more}
    answer = client.post("/admin/visits/official/", sent)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def states() -> dict[str, str]:
    return dict(Official.objects.values_list("name", "state"))


def test_list_offers_both_actions(root: Client) -> None:
    propose()
    page = root.get("/admin/visits/official/?state__exact=proposed")
    assert [name for name, _ in page.context["action_form"].fields["action"].choices][-2:] == [
        "confirm",
        "merge",
    ]


def test_confirm_publishes_each_selected(root: Client) -> None:
    one, other, left = propose(), propose("An Other"), propose("Left Alone")
    assert act(root, "confirm", one, other) == ["2 confirmed."]
    assert states() == {
        "Qin Baolun": "published",
        "An Other": "published",
        left.name: "proposed",
    }


def test_confirm_with_an_office(root: Client) -> None:
    office = make_tenure(make_official("Wang Yi")).office
    act(root, "confirm", propose(), office=office.key)
    assert Tenure.objects.get(official__name="Qin Baolun").source == "editor"


def test_confirm_with_an_office_that_is_not_there(root: Client) -> None:
    assert act(root, "confirm", propose(), office="CN:x") == ["No office has the key CN:x."]
    assert states() == {"Qin Baolun": "proposed"}


def test_confirming_a_known_official_says_why_not_and_confirms_the_others(root: Client) -> None:
    told = act(root, "confirm", make_official("Wang Yi"), propose())
    assert sorted(told) == ["1 confirmed.", "Wang Yi is published, not proposed."]


@pytest.mark.parametrize("named", ["wang-yi", "q:1"])
def test_merge_by_slug_or_key(root: Client, named: str) -> None:
    known = make_official("Wang Yi", key="q:1")
    assert act(root, "merge", propose(), into=named) == ["1 merged into Wang Yi."]
    assert states() == {"Wang Yi": "published"}
    assert [other.name for other in known.other_names.all()] == ["Qin Baolun"]


def test_merge_into_nobody(root: Client) -> None:
    assert act(root, "merge", propose(), into="") == [
        "No official has the slug or key “”: name the one to merge into."
    ]
    assert states() == {"Qin Baolun": "proposed"}


def test_reader_of_officials_cannot_confirm(client: Client) -> None:
    reader = make_editor("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_official"))
    client.force_login(reader)
    act(client, "confirm", propose())
    assert states() == {"Qin Baolun": "proposed"}


def test_tenure_changed_or_deleted_makes_the_gazetteer_out_of_date(root: Client) -> None:
    kept = make_tenure(make_official("Wang Yi"))
    versions = [gazetteer_version()]
    sent = {"official": kept.official_id, "office": kept.office_id, "start": "2013-03-16"}
    root.post(f"/admin/visits/tenure/{kept.pk}/change/", {**sent, "end": "2022-12-30"})
    versions.append(gazetteer_version())
    root.post(f"/admin/visits/tenure/{kept.pk}/delete/", {"post": "yes"})
    versions.append(gazetteer_version())
    assert Tenure.objects.count() == 0
    assert len(set(versions)) == 3
