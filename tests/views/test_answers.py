"""Invitations from the sentence to the page: offered by one text, answered by another."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.pipeline import item, tell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("countries")]

OFFER = "Russian President Vladimir Putin invited Chinese Foreign Minister Wang Yi to visit Russia."


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        ("", "open"),
        ("Chinese Foreign Minister Wang Yi accepted an invitation to visit Russia.", "accepted"),
        ("Chinese Foreign Minister Wang Yi declined an invitation to visit Russia.", "declined"),
    ],
)
def test_invitation_has_the_answer_that_was_told(
    client: Client, settings: Settings, reply: str, answer: str
) -> None:
    settings.VISITBOOK_TODAY = date(2025, 4, 1)
    tell(item("ru-1", OFFER, day="2025-03-20", publisher="ru-mid"))
    if reply:
        tell(item("cn-1", reply, day="2025-03-25", publisher="cn-mfa"))

    listed = client.get("/invitations/").content.decode()
    pair = client.get("/pairs/cn-ru/").content.decode()

    assert re.findall(r"invitation__answer--([\w-]+)", listed) == [answer]
    assert re.findall(r"pair=CN-RU&amp;answer=([\w-]+)", pair) == [answer]
    still_open = pair.split('id="open-title"')[1].split("</section>")[0]
    assert still_open.count("/visits/") == (1 if answer == "open" else 0)
