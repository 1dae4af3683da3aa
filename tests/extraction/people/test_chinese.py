"""Names in Chinese text, which has neither spaces nor capitals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.people.reading import bound, people, read
from visits.extraction.documents import Document
from visits.extraction.gazetteer import build_gazetteer
from visits.extraction.mentions import Mentions, PersonForm
from visits.extraction.people import read_mentions
from visits.reference import countries
from visits.terms import Role


def chinese(text: str) -> Mentions:
    return read(text, language="zh", source="外交部")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("越南总理范明正", [("范明正", "VN")]),
        ("越南总理范明正总统", []),
        ("越南总理范的", []),
        ("日本首相岸田文雄的访问", [("岸田文雄", "JP")]),
        ("韩国外长赵兑烈会见", [("赵兑烈", "KR")]),
        ("外交部长张三会谈", [("张三", "CN")]),
        ("外交部长欧阳建国今日抵京。", [("欧阳建国", "CN")]),
        ("外交部长表示满意。", []),
        ("德国外长甲乙丙丁将访", [("甲乙丙丁", "DE")]),
        ("德国外长甲乙丙丁戊己抵达", []),
        ("德国总理朔尔茨总统会谈", [("朔尔茨", "DE")]),
        ("法国总统阿卜杜勒拉赫曼尼会见", []),
        ("法国外长阿里·沙会见。", [("阿里·沙", "FR")]),
        ("甲乙丙总统", []),
        ("李王毅主席会谈。", [("李王毅", "CN")]),
        ("外交部长张三强调", [("张三", "CN")]),
        ("外交部长张强调", []),
        ("匈牙利的好总统", []),
    ],
)
def test_name_ends_where_words_go_on(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(chinese(text)) == expected


def test_titles_of_one_role_are_told_once() -> None:
    (first, _) = chinese("法国外长巴罗抵达。法国外交部长巴罗会见王毅。").people

    assert (first.name, first.title, first.role) == ("巴罗", "法国外交部长", Role.FOREIGN_MINISTER)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        (
            "中国国家主席习近平和美国总统拜登会谈。两国元首会晤。",
            [("两国元首", ("习近平", "拜登"))],
        ),
        ("中国国家主席习近平和外交部长王毅抵达。两国元首会晤。", []),
        ("两国元首会晤。", []),
    ],
)
def test_two_heads_are_of_two_countries(
    text: str, group: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert bound(chinese(text), PersonForm.GROUP) == group


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("法国总统马克龙抵京。外交部长王毅会见了他。", [("他", ("马克龙",))]),
        ("法国总统马克龙抵京。他将会见记者。", [("他", ("马克龙",))]),
        ("他将访华。", []),
        ("他们将访华。", []),
        ("外交部长王毅会见了他。", []),
    ],
)
def test_pronoun_is_the_guest_whom_somebody_meets(
    text: str, pronouns: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert bound(chinese(text), PersonForm.PRONOUN) == pronouns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("访问吉尔吉斯共和国", [("吉尔吉斯共和国", "KG", None)]),
        ("对我国进行访问", [("我国", "CN", None)]),
        ("访问新加坡", [("新加坡", "SG", None)]),
        ("出席中非合作论坛", []),
        ("访问中非", [("中非", "CF", None)]),
    ],
)
def test_states_are_told_by_their_long_names(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    mentions = chinese(text)

    places = [(mentions.text[p.start : p.end], p.country, p.city) for p in mentions.places]

    assert places == expected


def test_countries_without_short_forms_have_none() -> None:
    rows = [replace(row, abbreviations=()) for row in countries()]
    document = Document("d", "", "普京总统将访华。", None, "zh", "外交部")

    assert read_mentions(document, build_gazetteer(rows, [], [], [])).places == ()
