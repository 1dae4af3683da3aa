"""What stands around a visit: its purpose, its gathering, who invited and who receives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.extraction.events.reading import read
from visits.extraction.records import MeetingEvent, VisitEvent


def only_visit(text: str, **more: Any) -> VisitEvent:
    (visit,) = read(text, **more).visits
    return visit


def only_meeting(text: str, **more: Any) -> MeetingEvent:
    (meeting,) = read(text, **more).meetings
    return meeting


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "Foreign Minister Wang Yi will attend the 61st Munich Security Conference in Munich, "
            "Germany, on April 14.",
            "61st Munich Security Conference",
        ),
        (
            "en",
            "President Xi Jinping will travel to Moscow in early May for events on May 9.",
            "events on May 9",
        ),
        (
            "en",
            "President Donald Trump will travel to Rome on Friday to attend the funeral of Pope "
            "Francis.",
            "funeral of Pope Francis",
        ),
        ("en", "President Donald Trump will visit Rome on Friday after the G20 summit.", None),
        ("en", "President Donald Trump will visit Rome on Friday for a meeting.", None),
        (
            "fr",
            "Le président français, Emmanuel Macron, assistera samedi à Rome aux obsèques du pape "
            "François.",
            "obsèques du pape François",
        ),
        (
            "es",
            "El rey de España, Felipe VI, asistirá en Roma al funeral del papa Francisco el sábado "
            "29 de marzo.",
            "funeral del papa Francisco",
        ),
        (
            "ru",
            "Министр иностранных дел России Сергей Лавров примет участие в заседании Совета "
            "министров иностранных дел СНГ в Алма-Ате 11 апреля.",
            "заседании Совета министров иностранных дел СНГ",
        ),
        (
            "zh",
            "外交部长王毅将于4月14日至15日赴德国出席第61届慕尼黑安全会议。",
            "第61届慕尼黑安全会议",
        ),
    ],
)
def test_gathering_is_the_occasion_that_the_visit_is_for(
    language: str, text: str, name: str | None
) -> None:
    visit = only_visit(text, language=language)

    assert visit.gathering == name
    assert (visit.evidence["gathering"].span.quote if name else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Wang Yi, China's foreign minister, met Russian Foreign Minister Sergey Lavrov on the "
            "sidelines of the G20 summit in Johannesburg on Thursday.",
            "G20 summit",
        ),
        (
            "Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergey Lavrov in "
            "Beijing on Thursday.",
            None,
        ),
        (
            "Chinese Foreign Minister Wang Yi spoke by phone with Russian Foreign Minister Sergey "
            "Lavrov on Thursday about the G20 summit.",
            None,
        ),
    ],
)
def test_meeting_is_on_the_sidelines_of_the_gathering_it_names(text: str, name: str | None) -> None:
    assert only_meeting(text).gathering == name


def test_a_gathering_goes_to_the_stop_beside_which_it_is_named() -> None:
    extraction = read(
        "Secretary of State Marco Rubio will travel to Indonesia on April 6 to attend the G20 "
        "Foreign Ministers' Meeting, and then travel to Thailand on April 9."
    )

    assert [(v.destination_country, v.gathering) for v in extraction.visits] == [
        ("ID", "G20 Foreign Ministers' Meeting"),
        ("TH", None),
    ]


@pytest.mark.parametrize(
    ("language", "text", "purpose", "topics"),
    [
        (
            "en",
            "Foreign Minister Wang Yi will visit Russia on April 1 to discuss trade and energy, "
            "while President Vladimir Putin would go to China in May.",
            "discuss trade and energy",
            ("trade", "energy"),
        ),
        (
            "en",
            "Foreign Minister Wang Yi will visit Russia on April 1 for talks on Ukraine.",
            "talks on Ukraine",
            ("Ukraine",),
        ),
        (
            "en",
            "Foreign Minister Wang Yi will visit Russia on April 1, a trip aimed at deeper ties.",
            "deeper ties",
            (),
        ),
        ("en", "Foreign Minister Wang Yi will visit Russia on April 1.", None, ()),
        (
            "fr",
            "Le ministre français des affaires étrangères, Jean-Noël Barrot, se rendra en Chine le "
            "27 mars afin d'évoquer l'Ukraine et le commerce.",
            "évoquer l'Ukraine et le commerce",
            ("l'Ukraine", "le commerce"),
        ),
        (
            "es",
            "El canciller de Brasil, Mauro Vieira, visitará México el 27 de marzo para dialogar "
            "sobre comercio y migración.",
            "dialogar sobre comercio y migración",
            ("comercio", "migración"),
        ),
    ],
)
def test_purpose_is_the_phrase_behind_the_words_that_lead_to_it(
    language: str, text: str, purpose: str | None, topics: tuple[str, ...]
) -> None:
    visits = read(text, language=language).visits

    assert (visits[0].purpose, visits[0].topics) == (purpose, topics)
    assert [v.purpose for v in visits[1:]] == [None] * (len(visits) - 1)


def test_a_long_purpose_is_cut_at_a_word() -> None:
    visit = only_visit(
        "Foreign Minister Wang Yi will visit Russia on April 1 to discuss " + "very " * 60 + "much."
    )

    assert visit.purpose == "discuss " + " ".join(["very"] * 38)


@pytest.mark.parametrize(
    ("language", "text", "inviters"),
    [
        (
            "en",
            "At the invitation of Russian Foreign Minister Sergey Lavrov, Chinese Foreign Minister "
            "Wang Yi will visit Russia on April 1.",
            ["Sergey Lavrov"],
        ),
        (
            "en",
            "Russian President Vladimir Putin has invited Chinese President Xi Jinping to visit "
            "Moscow in May.",
            ["Vladimir Putin"],
        ),
        (
            "fr",
            "Le ministre français des affaires étrangères, Jean-Noël Barrot, se rendra en Chine le "
            "27 mars à l'invitation de son homologue chinois, Wang Yi.",
            ["Wang Yi"],
        ),
        (
            "es",
            "El primer ministro de la India, Narendra Modi, visitará Sri Lanka del 4 al 6 de abril "
            "por invitación del presidente Anura Kumara Dissanayake.",
            ["Anura Kumara Dissanayake"],
        ),
        (
            "zh",
            "应法国总统马克龙和塞尔维亚总统武契奇邀请，国家主席习近平将于5月5日至10日"
            "对法国和塞尔维亚进行国事访问。",
            ["马克龙", "武契奇"],
        ),
    ],
)
def test_inviter_of_each_visit_is_of_the_country_visited(
    language: str, text: str, inviters: list[str]
) -> None:
    visits = read(text, language=language).visits

    assert [v.inviter.name if v.inviter else None for v in visits] == inviters


def test_hosts_are_those_who_receive_the_visitor() -> None:
    visit = only_visit(
        "Chinese Foreign Minister Wang Yi will visit Moscow on Tuesday and will be received by "
        "Russian President Vladimir Putin."
    )

    assert [host.name for host in visit.hosts] == ["Vladimir Putin"]
    assert visit.evidence["hosts"].span.quote == "Russian President Vladimir Putin"


def test_evidence_of_one_reading_is_not_that_of_another() -> None:
    only_visit("Foreign Minister Wang Yi will visit Russia on April 1 to discuss trade.")

    later = only_visit("Foreign Minister Wang Yi will visit Russia on April 1.")
    assert set(later.evidence) & {"purpose", "gathering", "inviter", "hosts"} == set()


def test_what_a_capital_says_is_its_side() -> None:
    visit = only_visit(
        "Moscow said earlier that President Xi Jinping had accepted an invitation to visit Russia "
        "in early May.",
        published=date(2025, 3, 28),
    )

    assert (visit.side, visit.accepted, visit.status.value) == ("RU", True, "invited")
