"""Tellings that leave something unsaid: who goes, where to, when, or with whom."""

from __future__ import annotations

import pytest

from tests.extraction.events.reading import meetings, read, visits

LAVROV, RUBIO, WANG, XI, PUTIN = (
    "Sergey Lavrov",
    "Marco Rubio",
    "Wang Yi",
    "Xi Jinping",
    "Vladimir Putin",
)
MINISTER = "Russian Foreign Minister Sergey Lavrov"
SECRETARY = "Secretary of State Marco Rubio"
CALL = "Chinese President Xi Jinping spoke by phone with Russian President Vladimir Putin"

Visits = list[tuple[str, str, str | None, str | None, str]]
Meetings = list[tuple[tuple[str, ...], str, str | None, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Moscow welcomed the news. {MINISTER} began a visit on Monday, meeting students in "
            "Havana.",
            [(LAVROV, "CU", "2025-03-24", None, "ongoing")],
        ),
        (
            f"{MINISTER} met Cuban Foreign Minister Bruno Rodriguez in Havana. Lavrov thanked "
            "Rodriguez for the opportunity to visit.",
            [(LAVROV, "CU", None, None, "ongoing")],
        ),
        (
            f"Chinese Foreign Minister Wang Yi met {SECRETARY} in Washington. {MINISTER} was on a "
            "visit.",
            [],
        ),
        (f"{MINISTER} said he will travel there on Monday.", []),
    ],
)
def test_visit_without_its_place_goes_where_the_text_says(text: str, expected: Visits) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{MINISTER} will visit Cuba on April 2, Chile on April 3, and then will visit Peru "
            "from April 4 to 7.",
            [
                (LAVROV, "CU", "2025-04-02", "2025-04-02", "planned"),
                (LAVROV, "CL", "2025-04-03", "2025-04-03", "planned"),
                (LAVROV, "PE", "2025-04-04", "2025-04-07", "planned"),
            ],
        ),
        (
            f"{MINISTER} is in Cuba on a visit. Lavrov departs on Sunday.",
            [(LAVROV, "CU", None, "2025-03-30", "ongoing")],
        ),
        (
            f"{MINISTER} wrapped up a visit to Cuba before flying to Peru. Chinese Foreign "
            "Minister Wang Yi arrived in Peru on Thursday.",
            [
                (LAVROV, "CU", None, None, "completed"),
                (LAVROV, "PE", None, None, "completed"),
                (WANG, "PE", "2025-03-27", None, "ongoing"),
            ],
        ),
        (
            f"{MINISTER} will tour Cuba, Chile and Peru from April 2 to 9. Lavrov will visit Chile "
            "in April.",
            [
                (LAVROV, "CU", "2025-04-02", None, "planned"),
                (LAVROV, "CL", None, None, "planned"),
                (LAVROV, "PE", None, "2025-04-09", "planned"),
            ],
        ),
        (
            f"{MINISTER} will visit Cuba and Peru next week. Lavrov will visit Cuba this month.",
            [
                (LAVROV, "CU", "2025-03-31/2025-04-06", None, "planned"),
                (LAVROV, "PE", None, None, "planned"),
            ],
        ),
    ],
)
def test_stops_have_the_days_of_their_own_journey(text: str, expected: Visits) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        f'"We will visit Paris on Monday," {MINISTER} said.',
        f'"We are to visit Paris on Monday," said {MINISTER}.',
    ],
)
def test_we_is_whoever_the_quotation_is_from(text: str) -> None:
    assert visits(read(text)) == [(LAVROV, "FR", "2025-03-31", "2025-03-31", "planned")]


def test_country_that_goes_somewhere_is_no_visitor() -> None:
    assert visits(read(f"{MINISTER} said that when China returns to Cuba all is well.")) == []


def test_travel_on_a_schedule_has_the_day_of_an_arrival_alone() -> None:
    title = "Public Schedule - March 28, 2025"

    travels = read(f"{SECRETARY} travels to Paris.", title=title)
    arrives = read(f"{SECRETARY} arrives in Paris.", title=title)

    assert visits(travels) == [(RUBIO, "FR", None, None, "planned")]
    assert visits(arrives) == [(RUBIO, "FR", "2025-03-28", None, "planned")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"The meeting with Japanese Foreign Minister Takeshi Iwaya opened a visit to Japan by "
            f"{MINISTER}.",
            [((LAVROV, "Takeshi Iwaya"), "in_person", None, "ongoing")],
        ),
        (f"The meeting with {MINISTER} opened a visit to Japan by {MINISTER}.", []),
        (
            f"After talks with {MINISTER} in Moscow, the ministry of foreign affairs of the "
            f"republic said nothing much, {SECRETARY} left.",
            [],
        ),
        (
            f"{SECRETARY} told {MINISTER} that it was so. Rubio met {MINISTER} on Thursday.",
            [((RUBIO, LAVROV), "in_person", "2025-03-27", "completed")],
        ),
        (
            f"{SECRETARY} will hold meetings with {MINISTER} and Chinese Foreign Minister Wang Yi.",
            [
                ((RUBIO, LAVROV), "in_person", None, "planned"),
                ((RUBIO, WANG), "in_person", None, "planned"),
            ],
        ),
        (
            f"{CALL} hours after Donald Trump's inauguration.",
            [((XI, PUTIN), "call", "2025-01-20/2025-01-21", "completed")],
        ),
    ],
)
def test_people_who_meet_are_those_the_sentence_joins(text: str, expected: Meetings) -> None:
    assert meetings(read(text)) == expected


LEGS = "\nIn Cuba, April 3-5, he will give a speech.\nIn Peru, April 6-7, he will give a talk."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{MINISTER} will visit Cuba and Peru.{LEGS}",
            [
                (LAVROV, "CU", "2025-04-03", "2025-04-05", "planned"),
                (LAVROV, "PE", "2025-04-06", "2025-04-07", "planned"),
            ],
        ),
        (
            f"{MINISTER} will visit Cuba on April 3 and Peru on April 6.{LEGS}",
            [
                (LAVROV, "CU", "2025-04-03", "2025-04-03", "planned"),
                (LAVROV, "PE", "2025-04-06", "2025-04-06", "planned"),
            ],
        ),
        (
            f"{MINISTER} will visit Cuba, Chile and Peru.{LEGS}",
            [
                (LAVROV, "CU", "2025-04-03", "2025-04-05", "planned"),
                (LAVROV, "CL", None, None, "planned"),
                (LAVROV, "PE", "2025-04-06", "2025-04-07", "planned"),
            ],
        ),
    ],
)
def test_legs_date_the_stops_that_they_name(text: str, expected: Visits) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "status"),
    [
        (f"{MINISTER} visited Cuba until Monday.", None, "2025-03-24", "completed"),
        (f"{MINISTER} visited Cuba until December.", None, "2024-12", "completed"),
        (f"{MINISTER} left Cuba on Monday and on Tuesday.", None, "2025-03-24", "completed"),
        (f"{MINISTER} visited Cuba for the first time since Monday.", None, None, "completed"),
        (f"{MINISTER} will visit Cuba for a Monday in Havana.", None, None, "planned"),
        (f"On Monday; {MINISTER} will visit Cuba.", None, None, "planned"),
        (f"{MINISTER} today cancelled a visit to Cuba.", None, None, "cancelled"),
        (
            f"{MINISTER}'s visit to Cuba planned for May 3 was postponed. Lavrov will visit Cuba "
            "in late April.",
            "2025-05-03",
            None,
            "postponed",
        ),
        (
            f"{MINISTER} will visit Cuba in late April. His visit to Cuba, set for May 3 after "
            "talks, was delayed.",
            "2025-04-21/2025-04-30",
            None,
            "postponed",
        ),
    ],
)
def test_day_is_that_of_the_visit_or_of_something_else(
    text: str, start: str | None, end: str | None, status: str
) -> None:
    assert visits(read(text)) == [(LAVROV, "CU", start, end, status)]


def test_visit_of_whom_is_not_told_is_none() -> None:
    assert visits(read(f"{MINISTER} prepares the June 14 Cuban visit.")) == []


def test_dates_of_one_journey_are_those_of_what_follows_in_chinese() -> None:
    found = read("中国外交部长王毅4月2日至7日将访问古巴，并将访问秘鲁。", language="zh")

    assert visits(found) == [
        ("王毅", "CU", "2025-04-02", None, "planned"),
        ("王毅", "PE", None, "2025-04-07", "planned"),
    ]


def test_trip_in_a_title_has_no_days_of_a_meeting_of_others() -> None:
    text = (
        f"{MINISTER} will hold talks with Chinese Foreign Minister Wang Yi in Moscow from April 2 "
        "to 4."
    )

    found = read(text, title="Secretary Rubio's Travel to Cuba")

    assert visits(found) == [("Rubio", "CU", None, None, "ongoing")]
    assert meetings(found) == [((LAVROV, WANG), "in_person", "2025-04-02/2025-04-04", "planned")]


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        (
            f"{SECRETARY} met with {MINISTER} last week, in a hall full of flowers and of old "
            "portraits, on Tuesday.",
            "2025-03-17/2025-03-23",
            "completed",
        ),
        (
            f"{SECRETARY} will meet {MINISTER}.\nThe meeting will be on Monday.\nThe meeting will "
            "be held on Tuesday.",
            "2025-03-31",
            "planned",
        ),
        (
            "The news came on Friday. Rubio and Russian Foreign Minister Sergey Lavrov also held "
            f"talks, officials said on Thursday, said {SECRETARY}.",
            None,
            "completed",
        ),
        (
            "On Friday it was sunny in Moscow. The talks are good. It rained. It snowed. "
            f"{SECRETARY} also met {MINISTER}.",
            None,
            "completed",
        ),
    ],
)
def test_meeting_has_the_first_day_that_is_its_own(text: str, day: str | None, status: str) -> None:
    found = meetings(read(text))

    assert [(meeting[0], *meeting[2:]) for meeting in found] == [((RUBIO, LAVROV), day, status)]


def test_meeting_ahead_in_a_title_has_no_day_of_the_news() -> None:
    found = read("The two spoke today.", title="Secretary Rubio to Meet Minister Sergey Lavrov")

    assert [(meeting[2], meeting[3]) for meeting in meetings(found)] == [(None, "planned")]


def test_meeting_on_the_sidelines_is_at_the_gathering_of_the_visit() -> None:
    found = read(
        f"{SECRETARY} will visit Moscow for the Arctic Summit.\nHe will meet with {MINISTER} on "
        "the sidelines of the summit."
    )

    assert [visit.gathering for visit in found.visits] == ["Arctic Summit"]
    assert [meeting.gathering for meeting in found.meetings] == ["Arctic Summit"]


@pytest.mark.parametrize(
    "text",
    [
        "During \ue001 visit to Cuba, the minister spoke.",
        f"{SECRETARY} met with \ue000 on Monday.",
        f"\ue003 will meet {SECRETARY} on \ue020.",
    ],
)
def test_private_use_characters_are_no_mentions(text: str) -> None:
    found = read(text)

    assert (found.visits, found.meetings) == ((), ())


def test_private_use_characters_say_nothing_of_side_or_day() -> None:
    visit = read(f"{MINISTER} will visit Cuba, according to \ue000.").visits[0]
    call = read(f"{CALL} hours after \ue001 inauguration.").meetings[0]

    assert (visit.destination_country, visit.side) == ("CU", None)
    assert (call.side, call.date) == (None, None)


def test_who_met_somebody_and_goes_on_is_the_subject_of_both() -> None:
    text = (
        f"{SECRETARY} met with {MINISTER} and Chinese Foreign Minister Wang Yi, will visit Cuba on "
        "Monday."
    )

    assert visits(read(text)) == [(RUBIO, "CU", "2025-03-31", "2025-03-31", "planned")]


def test_what_follows_a_semicolon_has_a_subject_of_its_own() -> None:
    assert visits(read(f"{SECRETARY} spoke; a visit to Cuba is planned for Monday.")) == []


@pytest.mark.parametrize("tail", [" -", " (", ' - "'])
def test_purpose_ends_with_a_word(tail: str) -> None:
    found = read(f"{SECRETARY} will visit Moscow to discuss trade{tail}")

    assert [visit.purpose for visit in found.visits] == ["discuss trade"]


def test_we_of_two_who_speak_together_are_those_two() -> None:
    found = read(
        "Russian President Vladimir Putin and Chinese President Xi Jinping came.\nThe two leaders: "
        "We had talks in Moscow on Monday."
    )

    assert meetings(found) == [((PUTIN, XI), "in_person", "2025-03-24", "completed")]
    assert set(found.meetings[0].evidence) == {"sentence", "trigger", "status", "date"}


def test_stay_here_is_no_visit_to_a_place_named_elsewhere() -> None:
    found = read(f"{MINISTER} will visit Cuba on Monday. Lavrov will visit here on Friday.")

    assert visits(found) == [(LAVROV, "CU", "2025-03-31", "2025-03-31", "planned")]


def test_arrival_here_of_nobody_named_is_none() -> None:
    assert visits(read("The guests arrived here on Monday.")) == []
