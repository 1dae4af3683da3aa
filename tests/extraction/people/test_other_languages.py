from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.people.reading import people, read
from visits.extraction.mentions import PlaceForm
from visits.extraction.people.declension import nominative_word

BEIJING = "外交部"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("应巴西外长席尔瓦邀请，外交部长王毅将访问巴西。", [("席尔瓦", "BR"), ("王毅", "CN")]),
        (
            "坦桑尼亚联合共和国外交、东非合作部长马本扎今日抵京。",
            [("马本扎", "TZ")],
        ),
        (
            "伊朗外交部长穆罕默德·雷扎·塔希里昨日抵达。塔希里将会见王毅。",
            [("穆罕默德·雷扎·塔希里", "IR"), ("王毅", "CN")],
        ),
        ("普京总统将于下周访华。", [("普京", "RU")]),
        ("外交部副部长周建国介绍了情况。", [("周建国", "CN")]),
    ],
)
def test_chinese_names_beside_titles(text: str, expected: list[tuple[str, str | None]]) -> None:
    mentions = read(text, language="zh", source=BEIJING, published=date(2019, 5, 1))

    assert people(mentions) == expected


def test_chinese_one_character_country_after_a_verb_of_going() -> None:
    mentions = read("普京总统将访华。", language="zh", source=BEIJING, published=date(2019, 5, 1))

    assert [(place.country, place.form) for place in mentions.places] == [("CN", PlaceForm.COUNTRY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Переговоры с министром иностранных дел Казахстана Даулетом Омаровым пройдут в мае.",
            [("Даулет Омаров", "KZ")],
        ),
        (
            "Визит президента Чили Хоакина Барроса начнётся в мае.",
            [("Хоакин Баррос", "CL")],
        ),
        ("Визит президента Си Цзиньпина начнётся в мае.", [("Си Цзиньпин", "CN")]),
        ("Переговоры с Ван И прошли.", [("Ван И", "CN")]),
        (
            "Премьер-министр Индии Раджив Мехта встретился с Сергеем Лавровым.",
            [("Раджив Мехта", "IN"), ("Сергей Лавров", "RU")],
        ),
    ],
)
def test_russian_names_come_in_the_nominative(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    mentions = read(text, language="ru", source="ТАСС", published=date(2019, 5, 1))

    assert people(mentions) == expected


@pytest.mark.parametrize(
    ("word", "case", "expected"),
    [
        ("Лавровым", 3, "Лавров"),
        ("Цзиньпином", 3, "Цзиньпин"),
        ("Сергеем", 3, "Сергей"),
        ("Тлеуберди", 3, "Тлеуберди"),
        ("Рамафозой", 3, "Рамафоза"),
        ("Зеленского", 1, "Зеленский"),
        ("Ибрагим", 0, "Ибрагим"),
    ],
)
def test_russian_endings_fit_the_case(word: str, case: int, expected: str) -> None:
    assert nominative_word(word, case=case) == expected


def test_french_title_before_and_behind_its_country() -> None:
    mentions = read(
        "Le ministre de la Défense d’Arménie, Suren Petrossian, a rencontré le Premier ministre "
        "chinois Luo Jianwei.",
        language="fr",
        source="AFP",
    )

    assert people(mentions) == [("Suren Petrossian", "AM"), ("Luo Jianwei", "CN")]


def test_spanish_title_before_and_behind_its_country() -> None:
    mentions = read(
        "El ministro de Relaciones Exteriores de Cuba, Ramiro Quiroga, recibió a la canciller "
        "argentina Marta Ibarra.",
        language="es",
        source="EFE",
    )

    assert people(mentions) == [("Ramiro Quiroga", "CU"), ("Marta Ibarra", "AR")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Le Premier ministre chinois Luo Jianwei parla.", "fr", [("Luo Jianwei", "CN")]),
        ("Ramiro Quiroga est le ministre de la Défense", "fr", [("Ramiro Quiroga", None)]),
        ("El primer ministro Ramiro Quiroga llegó.", "es", [("Ramiro Quiroga", None)]),
        ("Le directeur de la CNUCED Luo Jianwei parla.", "fr", [("Luo Jianwei", None)]),
        ("Le nouveau Premier ministre Luo Jianwei parla.", "fr", [("Luo Jianwei", None)]),
        (
            "Российский министр иностранных дел Иван Петров приехал.",
            "ru",
            [("Иван Петров", "RU")],
        ),
        (
            "El ministro de Asuntos Exteriores, Unión Europea y Cooperación de España, "
            "Ramiro Quiroga, llegó.",
            "es",
            [("Ramiro Quiroga", "ES")],
        ),
    ],
)
def test_title_with_adjectives_and_portfolios(
    text: str, language: str, expected: list[tuple[str, str | None]]
) -> None:
    assert people(read(text, language=language)) == expected
