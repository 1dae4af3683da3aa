"""The reader's language: how it is chosen, what stays in English, catalogues that are complete."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import make_country, make_editor, make_official, make_visit
from visits.models import OfficialName
from visits.queries.names import forget_names
from visits.reference.folding import fold

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
MONTH = "/calendar/2025/4/"


def test_catalogues_are_complete_and_compiled() -> None:
    check = [sys.executable, str(ROOT / "scripts" / "messages.py"), "check"]
    told = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (told.stdout, told.returncode) == ("The catalogues are complete.\n", 0)


def test_every_language_that_is_offered_has_its_catalogue() -> None:
    offered = {code for code, _ in configured.LANGUAGES} - {"en"}
    kept = {path.parents[1].name for path in (ROOT / "locale").rglob("django.mo")}
    assert offered == {translation.to_language(name) for name in kept}


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("", "en", "April 2025"),
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr", "Avril 2025"),
        ("zh-CN,zh;q=0.9", "zh-hans", "2025年4月"),
        ("zh-TW", "zh-hans", "2025年4月"),
        ("ru", "ru", "Апрель 2025\u202fг."),
        ("es-419", "es", "Abril de 2025"),
        ("de,sw;q=0.3", "en", "April 2025"),
        ("*;q=x, ,,;;", "en", "April 2025"),
    ],
)
def test_language_is_that_of_the_browser(
    client: Client, asked: str, language: str, title: str
) -> None:
    answer = client.get(MONTH, headers={"Accept-Language": asked})
    html = answer.content.decode()
    assert re.findall(r"<html [^>]*>", html) == [f'<html lang="{language}" dir="ltr">']
    assert re.findall(r"<h1>(.*?)</h1>", html) == [title]
    assert answer.headers["Content-Language"] == language
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))


def test_switch_keeps_the_language_and_leads_back(client: Client) -> None:
    answer = client.post("/language/", {"language": "fr"}, headers={"Referer": MONTH})
    assert (answer.status_code, answer.headers["Location"]) == (302, MONTH)
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("fr", True, "Lax")
    html = client.get(MONTH, headers={"Accept-Language": "ru"}).content.decode()
    assert '<html lang="fr"' in html


@pytest.mark.parametrize("language", ["de", "<script>", "../../etc/passwd", "", "x" * 3000])
def test_language_that_is_not_offered_changes_nothing(client: Client, language: str) -> None:
    assert client.post("/language/", {"language": language}).status_code == 302
    client.cookies["language"] = language[:300]
    assert '<html lang="en"' in client.get(MONTH).content.decode()


def test_switch_leads_nowhere_else(client: Client) -> None:
    told = {"language": "fr", "next": "https://evil.example/"}
    answer = client.post("/language/", told, headers={"Referer": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/feeds/visits.ics", "/feeds/visits.atom", "/figures/matrix.csv"])
def test_programs_are_answered_in_english_whatever_they_ask(client: Client, path: str) -> None:
    make_country("RU", names={"en": "Russia", "fr": "Russie"})
    make_visit("Wang Yi", "RU")
    plain = client.get(path)
    asked = client.get(path, headers={"Accept-Language": "fr"})
    assert asked.content == plain.content
    assert "Russie" not in asked.content.decode()


def test_names_come_in_the_language_of_the_reader(client: Client) -> None:
    forget_names()
    make_country("RU", names={"en": "Russia", "ru": "Россия", "zh": "俄罗斯"})
    wang = make_official("Wang Yi", family="Wang", given="Yi")
    for language, name in (("ru", "Ван И"), ("zh", "王毅")):
        OfficialName.objects.create(
            official=wang, language=language, name=name, folded=fold(name), is_alias=False
        )
    visit = make_visit(wang, "RU", cities=["Moscow"])
    titles = {
        language: re.findall(
            r"<h1>(.*?)</h1>",
            client.get(
                visit.get_absolute_url(), headers={"Accept-Language": language}
            ).content.decode(),
        )
        for language in ("en", "ru", "zh")
    }
    assert titles == {
        "en": ["Wang Yi to Moscow, Russia"],
        "ru": ["Ван И → Москва, Россия"],
        "zh": ["王毅访问俄罗斯莫斯科"],
    }
    forget_names()


@pytest.mark.parametrize("number", [1, 3])
def test_other_language_takes_one_query_more_whatever_the_number_of_names(
    client: Client, number: int
) -> None:
    # Pages of those who signed in are not kept.
    client.force_login(make_editor())
    for n in range(number):
        make_visit(make_official(f"Person {'abc'[n]}"), "RU")
    forget_names()
    queries(client, "en")
    plain = queries(client, "en")
    assert [queries(client, "ru") - plain for _ in range(2)] == [1, 0]
    forget_names()


def queries(client: Client, language: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        client.get("/officials/", headers={"Accept-Language": language})
    return len(taken)
