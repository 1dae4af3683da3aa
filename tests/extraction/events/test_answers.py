"""What becomes of invitations: accepted, declined, or left without an answer."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import read
from visits.extraction.output import as_record

XI = "Chinese President Xi Jinping"
ASKED = f"French President Emmanuel Macron invited {XI} to visit France in early May."
EARLY_MAY = "2025-05-01/2025-05-10"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", f"{XI} has turned down an invitation to visit France in May.", "2025-05"),
        ("en", f"{XI} declined an invitation to visit France.", None),
        ("en", f"{XI} will not take up an invitation to visit France in May.", "2025-05"),
        (
            "en",
            f"{XI} rejected French President Emmanuel Macron's invitation to go to France.",
            None,
        ),
        ("en", f"{XI} was invited to visit France in May but declined.", "2025-05"),
        ("en", f"{ASKED} Xi declined.", EARLY_MAY),
        ("en", f"{ASKED} The trade talks go on. The invitation was turned down.", EARLY_MAY),
        ("en", f"Macron's invitation to {XI} to visit France was turned down.", None),
        (
            "fr",
            "Le président chinois Xi Jinping a décliné l'invitation à se rendre en France.",
            None,
        ),
        ("es", "El presidente chino Xi Jinping rechazó la invitación a visitar Francia.", None),
        ("ru", "Председатель КНР Си Цзиньпин отклонил приглашение посетить Францию.", None),
        ("zh", "中国国家主席习近平婉拒了法国总统马克龙访问法国的邀请。", None),
        ("zh", "中国国家主席习近平谢绝了访问法国的邀请。", None),
    ],
)
def test_invitation_that_is_declined_is_no_visit(
    language: str, text: str, expected: str | None
) -> None:
    record = as_record(read(text, language=language))

    told = [(v["destination_country"], v["start"], v["status"]) for v in record["declined"]]
    assert told == [("FR", expected, "cancelled")]
    assert record["visits"] == []


@pytest.mark.parametrize(
    ("language", "text", "accepted"),
    [
        ("en", f"{XI} accepted an invitation to visit France in early May.", True),
        (
            "en",
            f"{XI} has accepted the invitation of French Foreign Minister Jean-Noel Barrot to "
            "visit Paris in early May.",
            True,
        ),
        ("en", f"{ASKED} Xi accepted the invitation.", True),
        ("en", f"{ASKED} Xi gladly accepted.", True),
        (
            "en",
            f"An invitation to visit France in early May extended to {XI} has been accepted.",
            True,
        ),
        ("en", f"{XI} said he would accept an invitation to visit France in early May.", None),
        ("en", f"{XI} has yet to reply to an invitation to visit France in early May.", None),
        ("en", f"{ASKED} Talks went on. They were long. Xi accepted a gift.", None),
        (
            "fr",
            "Le président chinois Xi Jinping a accepté l'invitation du président français Emmanuel "
            "Macron à effectuer une visite en France début mai.",
            True,
        ),
        (
            "es",
            "El presidente chino Xi Jinping aceptó la invitación del presidente francés Emmanuel "
            "Macron para visitar Francia a principios de mayo.",
            True,
        ),
        (
            "ru",
            "Председатель КНР Си Цзиньпин принял приглашение президента Франции Эммануэля Макрона "
            "посетить Францию в начале мая.",
            True,
        ),
        ("zh", "法国总统马克龙邀请习近平主席今年5月上旬访问法国。习近平接受了邀请。", True),
    ],
)
def test_invitation_that_is_not_declined_is_one(
    language: str, text: str, accepted: bool | None
) -> None:
    record = as_record(read(text, language=language))

    told = [(v["start"], v["status"], v.get("accepted")) for v in record["visits"]]
    assert told == [(EARLY_MAY, "invited", accepted)]
    assert "declined" not in record
