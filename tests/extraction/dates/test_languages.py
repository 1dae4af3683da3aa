from __future__ import annotations

import pytest

from tests.extraction.dates.readings import read

WRITTEN = "2025-04-25"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总统将于5月7日至10日访华。", ["5月7日至10日 = 2025-05-07 to 2025-05-10"]),
        ("3月31日至4月2日", ["3月31日至4月2日 = 2025-03-31 to 2025-04-02"]),
        (
            "2024年12月31日至2025年1月2日",
            ["2024年12月31日至2025年1月2日 = 2024-12-31 to 2025-01-02"],
        ),
        ("他将于下周访问奥斯陆", ["下周 = 2025-04-28/2025-05-04"]),
        ("他将于下周二访问奥斯陆", ["下周二 = 2025-04-29"]),
        ("上周二", ["上周二 = 2025-04-15"]),
        ("5月12日（周一）", ["5月12日（周一） = 2025-05-12"]),
        ("5月12日星期一", ["5月12日星期一 = 2025-05-12"]),
        ("5月上旬", ["5月上旬 = 2025-05-01/2025-05-10"]),
        ("本月下旬", ["本月下旬 = 2025-04-21/2025-04-30"]),
        ("今天上午", ["今天上午 = 2025-04-25"]),
        ("为期三天的访问", ["三天 = 3..3 days"]),
        ("二〇二四年三月十二日", ["二〇二四年三月十二日 = 2024-03-12"]),
        ("上个月", ["上个月 = 2025-03"]),
        ("4月底5月初", ["4月底5月初 = 2025-04-21/2025-05-10"]),
        ("今年下半年", ["今年下半年 = 2025-07/2025-12"]),
        ("24日下午举行会谈", ["24日 = 2025-04-24"]),
        ("本月28日至30日访华", ["本月28日至30日 = 2025-04-28 to 2025-04-30"]),
        ("下月3日", ["下月3日 = 2025-05-03"]),
        ("下周30日", ["下周 = 2025-04-28/2025-05-04", "30日 = 2025-04-30"]),
        ("下周5日至6日", ["下周 = 2025-04-28/2025-05-04", "5日至6日 = 2025-05-05 to 2025-05-06"]),
    ],
)
def test_chinese_dates(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "zh") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "31 марта – 2 апреля 2025 года",
            ["31 марта – 2 апреля 2025 года = 2025-03-31 to 2025-04-02"],
        ),
        ("с 31 марта по 2 апреля", ["с 31 марта по 2 апреля = 2025-03-31 to 2025-04-02"]),
        ("с 7 по 10 мая", ["с 7 по 10 мая = 2025-05-07 to 2025-05-10"]),
        ("в начале мая", ["начале мая = 2025-05-01/2025-05-10"]),
        (
            "в конце апреля – начале мая",
            ["конце апреля – начале мая = 2025-04-21/2025-05-10"],
        ),
        ("на следующей неделе", ["следующей неделе = 2025-04-28/2025-05-04"]),
        ("Министр прибыл во вторник.", ["вторник = 2025-04-22"]),
        ("Министр посетит Осло во вторник.", ["вторник = 2025-04-29"]),
        ("с трёхдневным визитом", ["трёхдневным = 3..3 days"]),
        ("в мае прошлого года", ["мае прошлого года = 2024-05"]),
        ("во второй половине мая", ["второй половине мая = 2025-05-16/2025-05-31"]),
        ("два дня назад", ["два дня назад = 2025-04-23"]),
    ],
)
def test_russian_dates(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "ru") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("du 31 mars au 2 avril 2025", ["31 mars au 2 avril 2025 = 2025-03-31 to 2025-04-02"]),
        ("le 1er mai", ["le 1er mai = 2025-05-01"]),
        ("la semaine prochaine", ["la semaine prochaine = 2025-04-28/2025-05-04"]),
        ("à la fin du mois d'avril", ["la fin du mois d'avril = 2025-04-21/2025-04-30"]),
        (
            "du lundi 12 au mercredi 14 mai",
            ["lundi 12 au mercredi 14 mai = 2025-05-12 to 2025-05-14"],
        ),
        ("mi-mai", ["mi-mai = 2025-05-11/2025-05-20"]),
        ("Elle se rendra mardi à Oslo.", ["mardi = 2025-04-29"]),
        ("Elle a rencontré le roi mardi.", ["mardi = 2025-04-22"]),
        ("aujourd'hui", ["aujourd'hui = 2025-04-25"]),
        ("il y a trois jours", ["il y a trois jours = 2025-04-22"]),
        ("une visite de trois jours", ["trois jours = 3..3 days"]),
        ("entre le 3 et le 5 mai", ["entre le 3 et le 5 mai = 2025-05-03 to 2025-05-05"]),
    ],
)
def test_french_dates(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "fr") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "del 31 de marzo al 2 de abril de 2025",
            ["31 de marzo al 2 de abril de 2025 = 2025-03-31 to 2025-04-02"],
        ),
        ("del 5 al 7 de mayo", ["5 al 7 de mayo = 2025-05-05 to 2025-05-07"]),
        ("a principios de mayo", ["principios de mayo = 2025-05-01/2025-05-10"]),
        ("la próxima semana", ["la próxima semana = 2025-04-28/2025-05-04"]),
        ("Viajará a Oslo el martes.", ["el martes = 2025-04-29"]),
        ("Viajó a Oslo el martes.", ["el martes = 2025-04-22"]),
        ("hace dos días", ["hace dos días = 2025-04-23"]),
        ("el mes pasado", ["el mes pasado = 2025-03"]),
        ("una visita de tres días", ["tres días = 3..3 days"]),
    ],
)
def test_spanish_dates(text: str, found: list[str]) -> None:
    assert read(text, WRITTEN, "es") == found


def test_language_without_a_table_is_read_as_english() -> None:
    assert read("14 May 2024", WRITTEN, "sv") == ["14 May 2024 = 2024-05-14"]
