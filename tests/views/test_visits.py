"""The page of a visit: its facts with their words, corrections, redirects."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import (
    day,
    make_announcement,
    make_claim,
    make_country,
    make_editor,
    make_meeting,
    make_official,
    make_source,
    make_visit,
    person_value,
    visit_value,
)
from visits.models import Claim, Decision, Visit, VisitRedirect
from visits.terms import DecisionKind, EditorialState, VisitStatus

pytestmark = pytest.mark.django_db

SENTENCE = "Foreign Minister Wang Yi will be in Moscow from Monday until Wednesday."


@pytest.fixture(autouse=True)
def first_of_april(settings: Settings) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)


def told(status: str = "planned", **more: str) -> Claim:
    announcement = make_announcement(SENTENCE, title="Travel of the foreign minister")
    value = visit_value(
        visitors=[person_value("Wang Yi", "CN")],
        visitor_country="CN",
        destination_country="RU",
        destination_city="Moscow",
        start="2025-03-31",
        end="2025-04-02",
        status=status,
    )
    quotes = {"sentence": SENTENCE, "start": "from Monday", "destination": "Moscow", **more}
    return make_claim(announcement, value=value, quotes=quotes, inferred=["start"])


def wang(*claims: Claim, **more: object) -> Visit:
    return make_visit("Wang Yi", cities=["Moscow"], claims=claims, **more)  # type: ignore[arg-type]


def fact(html: str, field: str) -> str:
    return html.split(f'id="fact-{field}"')[1].split("</li>\n<li")[0].split('id="fact-')[0]


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(("accepted", "times"), [(True, 1), (False, 0)])
def test_invitation_that_was_accepted_is_told(client: Client, accepted: bool, times: int) -> None:
    visit = wang(told("invited"), status=VisitStatus.INVITED, accepted=accepted)

    html = client.get(visit.get_absolute_url()).content.decode()

    assert html.count("invitation accepted") == times


def test_member_is_shown_with_the_title_as_printed(client: Client) -> None:
    visit = wang(told())
    visit.members.update(title="Foreign Minister")

    shown = fact(client.get(visit.get_absolute_url()).content.decode(), "visitors")

    value = shown.split('class="fact__value">')[1].split('<span class="fact__more">')[0]
    assert text(value) == "Wang Yi Foreign Minister (China)"


def test_fact_opens_its_sentence_with_the_words_marked(client: Client) -> None:
    claim = told()
    visit = wang(claim)
    start = fact(client.get(visit.get_absolute_url()).content.decode(), "start")
    assert "will be in Moscow <mark>from Monday</mark> until Wednesday." in start
    meta = text(start.split('<ul class="card__meta">')[1].split("</ul>")[0])
    assert meta == (
        "Cn Mfa , 28 March 2025 in English fetched 28 March 2025 09:00 UTC side of China "
        "inferred read with confidence 90 %"
    )
    address = f"/announcements/{claim.announcement_id}/?claim={claim.pk}&amp;field=start"
    assert re.findall(r'<a href="([^"#]+)', start) == [address]


def test_fact_without_words_of_its_own_shows_the_sentence(client: Client) -> None:
    visit = wang(told())
    end = fact(client.get(visit.get_absolute_url()).content.decode(), "end")
    assert f"“{SENTENCE}”" in end
    assert "follows from the sentence" in end


def test_fact_shows_the_claims_that_disagree(client: Client) -> None:
    first, later = told("planned"), told("ongoing")
    values = {
        "status": {
            "value": "ongoing",
            "claims": [later.key],
            "reason": "told last",
            "dissent": [first.key],
            "locked": False,
        }
    }
    visit = wang(first, later, status=VisitStatus.ONGOING, values=values)
    status = fact(client.get(visit.get_absolute_url()).content.decode(), "status")
    assert "1 source, 1 differs" in text(status)
    assert "Taken because: told last." in text(status)
    assert "Says: planned" in text(status.split("Says otherwise")[1])


def test_announcement_that_says_it_twice_is_one_source(client: Client) -> None:
    first = told()
    again = make_claim(first.announcement, value=first.value, quotes={"sentence": SENTENCE})
    html = client.get(wang(first, again).get_absolute_url()).content.decode()
    assert "1 source" in text(fact(html, "start"))
    assert fact(html, "start").count("<blockquote") == 2
    assert text(html.split("Told by")[1].split("</ol>")[0]).count("28 March 2025") == 1


def test_page_says_where_a_reading_is_not_confirmed(client: Client) -> None:
    published, proposed = wang(), wang(state=EditorialState.PROPOSED)
    marked = 'class="doubt" title='
    assert marked not in client.get(published.get_absolute_url()).content.decode()
    assert marked in client.get(proposed.get_absolute_url()).content.decode()


@pytest.mark.parametrize("pk", ["12345", "99999999999999999999"])
def test_unknown_visit_is_not_found(client: Client, pk: str) -> None:
    answer = client.get(f"/visits/{pk}/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_rejected_visit_is_not_found(client: Client) -> None:
    visit = wang(state=EditorialState.REJECTED)
    assert client.get(visit.get_absolute_url()).status_code == 404


def test_merged_visit_leads_to_the_one_that_kept_its_claims(client: Client) -> None:
    visit = wang()
    VisitRedirect.objects.create(old=987, visit=visit)
    answer = client.get("/visits/987/")
    assert (answer.status_code, answer.headers["Location"]) == (301, visit.get_absolute_url())


def test_page_escapes_what_announcements_say(client: Client) -> None:
    make_official("<script>alert(1)</script>", "CN")
    visit = make_visit("<script>alert(1)</script>", purpose="<img src=x>")
    html = client.get(visit.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x>" not in html


def test_reader_sees_no_correction_form(client: Client) -> None:
    visit = wang(told())
    assert "Correct this" not in client.get(visit.get_absolute_url()).content.decode()


def test_editor_sees_a_form_for_each_field(client: Client) -> None:
    client.force_login(make_editor())
    html = client.get(wang(told()).get_absolute_url()).content.decode()
    assert re.findall(r'name="field" value="(\w+)"', html) == [
        "visitors", "visitor_country", "host", "city", "start", "end", "status", "kind", "purpose",
        "gathering",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["correct/", "undo/1/"])
def test_reader_is_sent_to_sign_in(client: Client, path: str) -> None:
    visit = wang(told())
    address = f"{visit.get_absolute_url()}{path}"
    answer = client.post(address, {"field": "city", "value": "Kazan"})
    assert answer.headers["Location"] == f"/accounts/login/?next={address}"
    assert Decision.objects.count() == 0


def test_account_without_rights_may_not_correct(client: Client) -> None:
    client.force_login(User.objects.create_user("reader"))
    visit = wang(told())
    answer = client.post(f"{visit.get_absolute_url()}correct/", {"field": "city", "value": "Kazan"})
    assert answer.status_code == 403
    assert Decision.objects.count() == 0


def test_correction_with_a_bad_date_says_so_beside_the_field(client: Client) -> None:
    client.force_login(make_editor())
    visit = wang(told())
    address = f"{visit.get_absolute_url()}correct/"
    answer = client.post(address, {"field": "start", "value": "soonish"})
    assert answer.status_code == 422
    start = fact(answer.content.decode(), "start")
    assert "No date was found in “soonish”." in text(start)
    assert 'value="soonish"' in start
    assert Decision.objects.count() == 0


def test_correction_of_a_field_that_there_is_not_is_refused(client: Client) -> None:
    client.force_login(make_editor())
    visit = wang(told())
    answer = client.post(f"{visit.get_absolute_url()}correct/", {"field": "pk", "value": "1"})
    assert answer.status_code == 422


def test_decisions_are_listed_with_who_and_why(client: Client) -> None:
    claim = told()
    visit = wang(claim)
    Decision.objects.create(
        kind=DecisionKind.VALUE,
        announcement=claim.announcement,
        quote=SENTENCE,
        person="wang|CN",
        host="RU",
        field="city",
        value="Kazan",
        previous="Moscow",
        reason="The embassy said so",
        editor=make_editor("ed"),
    )
    history = client.get(visit.get_absolute_url()).content.decode().split('id="history"')[1]
    said = text(history.split("</ol>")[0].split(">", 1)[1])
    assert said.startswith("Corrections City set to Kazan (was Moscow) The embassy said so ed")
    assert "Take back" not in history


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_country("RU")
    visit = wang(*[told() for _ in range(rows)])
    for number in range(rows):
        guest = make_official(f"Host {number}", "RU")
        make_meeting(("Wang Yi", guest), "2025-04-01", visits=[visit], country="RU")
    with django_assert_num_queries(13):
        assert client.get(visit.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_upcoming_leaves_out_past_and_called_off_visits(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    make_visit("Past One", "RU", "2025-03-01", "2025-03-02")
    make_visit("Called Off", "RU", "2025-04-05", "2025-04-06", status=VisitStatus.CANCELLED)
    make_visit("Rejected One", "RU", "2025-04-05", None, state=EditorialState.REJECTED)
    make_visit("Undated One", "RU", None, None)
    for number in range(rows):
        make_visit(f"Coming {number}", "RU", "2025-04-05", (day("2025-04-06"), day("2025-04-08")))
    with django_assert_num_queries(6):
        html = client.get("/upcoming/").content.decode()
    assert re.findall(r"<b><bdi>(Coming \d)</bdi></b>", html) == [
        f"Coming {n}" for n in range(rows)
    ]
    assert html.count('<li class="row ') == rows


def test_upcoming_is_filtered_by_country(client: Client) -> None:
    make_source()
    make_visit("Wang Yi", "RU", "2025-04-05", "2025-04-06")
    make_visit("Wang Yi", "FR", "2025-04-07", "2025-04-08")
    html = client.get("/upcoming/?country=FR").content.decode()
    assert html.count('<li class="row ') == 1
