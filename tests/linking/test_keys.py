"""Names as keys, and which names may be one person's."""

from __future__ import annotations

import pytest

from tests.linking.build import meeting, party, visit
from visits.linking import Party, family_key, fold_name, timeline_keys
from visits.linking.keys import names_compatible, same_person


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Prime Minister Yasuhiro Nakasone", "yasuhiro nakasone"),
        ("Joseph R. Biden, Jr.", "joseph r biden"),
        ("Ulla Tørnæs", "ulla tornaes"),
        ("Lê Đức Anh", "le duc anh"),
        ("Jean-Noël Barrot", "jean noel barrot"),
        ("Майя Санду", "маия санду"),
        ("习近平", "习近平"),
        ("Pope Benedict XVI", "benedict"),
        ("Harald V.", "harald"),
        ("President", "president"),
    ],
)
def test_name_is_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("name", "country", "key"),
    [
        ("Yasuhiro Nakasone", "JP", "nakasone|JP"),
        ("Xi Jinping", "CN", "xi|CN"),
        ("习近平", "CN", "习|CN"),
        ("欧阳修文", "CN", "欧阳|CN"),
        ("特朗普", "US", "特朗普|US"),
        ("唐纳德·特朗普", "US", "特朗普|US"),
        ("安倍晋三", "JP", "安倍|JP"),
        ("Kamal Ahmed El-Ganzoury", "EG", "ganzouri|EG"),
        ("Al-Kadhimi", "IQ", "kadhimi|IQ"),
        ("Joseph R. Biden, Jr.", "US", "biden|US"),
        ("Abbas", None, "abas|"),
        ("", None, "|"),
    ],
)
def test_family_key(name: str, country: str | None, key: str) -> None:
    assert family_key(name, country) == key


@pytest.mark.parametrize(
    ("party", "country", "keys"),
    [
        (Party("Fumio Kishida", "JP"), "JP", ("fumio|JP", "kishida|JP")),
        (Party("Kishida Fumio"), "JP", ("fumio|JP", "kishida|JP")),
        (Party("Pedro Sánchez Pérez"), "ES", ("perez|ES", "sanchez|ES")),
        (Party("Xi Jinping", "CN", "xi"), "CN", ("=xi", "xi|CN")),
        (Party("Hu Jintao"), None, ("hu|", "jintao|")),
        (Party("Le Duc Anh"), "VN", ("anh|VN", "le|VN")),
        (Party("Lê Đức Anh"), "VN", ("anh|VN", "le|VN")),
        (Party("Do Muoi"), "VN", ("do|VN", "muoi|VN")),
        (Party("Jean-Yves Le Drian"), "FR", ("drian|FR",)),
        (Party("Orbán Viktor"), "HU", ("orban|HU", "viktor|HU")),
        (Party("Jae-myung Lee"), "KR", ("jae|KR", "le|KR")),
        (Party("Lee Jae Myung"), "KR", ("le|KR", "myung|KR")),
        (Party("Chou En-lai"), "CN", ("zhou|CN",)),
        (Party("William Lai"), "TW", ("lai|TW", "wiliam|TW")),
        (Party("Andrés Manuel López Obrador"), "MX", ("lopez|MX", "manuel|MX", "obrador|MX")),
        (Party("López Obrador"), "MX", ("lopez|MX", "obrador|MX")),
        (Party("Pedro Sánchez Pérez-Castejón"), "ES", ("castejon|ES", "perez|ES", "sanchez|ES")),
        (Party("Luiz Inácio Lula da Silva"), "BR", ("inacio|BR", "lula|BR", "silva|BR")),
        (Party("Prince Mohammed bin Salman"), "SA", ("mohamed|SA", "salman|SA")),
        (
            Party("Mohammed bin Salman Al Saud"),
            "SA",
            ("mohamed|SA", "salman|SA", "saud|SA"),
        ),
        (Party("Sheikh Tamim"), "QA", ("tamim|QA",)),
        (Party("Abdel Fattah al-Sisi"), "EG", ("sisi|EG",)),
        (Party("Datuk Seri Anwar Ibrahim"), "MY", ("anwar|MY", "ibrahim|MY")),
    ],
)
def test_ambiguous_name_has_each_candidates_timeline(
    party: Party, country: str | None, keys: tuple[str, ...]
) -> None:
    assert timeline_keys(visit((party,), country, "RU")) == keys


def test_meeting_is_on_the_timeline_of_everybody_who_met() -> None:
    claim = meeting(party("Wang Yi", "CN"), party("Sergey Lavrov", "RU"), country="RU")

    assert timeline_keys(claim) == ("lavrov|RU", "wang|CN")
    assert timeline_keys(meeting()) == ("|",)


def test_visit_of_nobody_has_the_senders_timeline() -> None:
    assert timeline_keys(visit((), "CN", "RU")) == ("|CN",)


@pytest.mark.parametrize(
    ("one", "other", "compatible"),
    [
        ("Nakasone", "Yasuhiro Nakasone", True),
        ("Wendy R. Sherman", "Wendy Sherman", True),
        ("Wendy R. Sherman", "W. Sherman", True),
        ("Antony J. Blinken", "Tony Blinken", True),
        ("Joe Biden", "Joseph R. Biden, Jr.", True),
        ("Shinzo Abe", "Shintaro Abe", False),
        ("Wang Yi", "Wang Yang", False),
        ("Kishida Fumio", "Fumio Kishida", True),
        ("Sergey Lavrov", "Sergei Lavrov", True),
        ("Wang Yi", "Li Qiang", False),
        ("特朗普", "唐纳德·特朗普", True),
        ("王毅", "王沪宁", False),
        ("王毅", "Wang Yi", False),
        ("Khurshid Kasuri", "Khursheed Mahmood Kasuri", True),
        ("Yukihiko Ikeda", "Yukuhiko Ikeda", True),
        ("Sergei Stanishev", "Sergii Stanishev", True),
        ("Michal Novak", "Michael Novak", True),
        ("David Satterfield", "Lee Satterfield", False),
        ("Zhang Ming", "Zhang Meng", False),
        ("Marian Novak", "Martin Novak", False),
        ("", "Wang Yi", False),
    ],
)
def test_names_of_one_person(one: str, other: str, *, compatible: bool) -> None:
    assert names_compatible(one, other) is compatible
    assert names_compatible(other, one) is compatible


@pytest.mark.parametrize(
    ("one", "other", "country", "compatible"),
    [
        ("Le Minh Khai", "Lê Minh Khái", "VN", True),
        ("Le Minh Khai", "Tran Minh Khai", "VN", False),
        ("Khai", "Le Minh Khai", "VN", True),
        ("Orbán Viktor", "Viktor Orban", "HU", True),
        ("Lee Jae-myung", "Jaemyung Lee", "KR", True),
        ("Lee Jae-myung", "Lee Jae-yong", "KR", False),
        ("Kim Jong Un", "Kim Jongun", "KP", True),
        ("Kim Jong Un", "Kim Yong Nam", "KP", False),
        ("Chou En-lai", "Zhou Enlai", "CN", True),
        ("Lula", "Luiz Inácio Lula da Silva", "BR", True),
        ("López Obrador", "Andrés Manuel López Obrador", "MX", True),
        ("Mohammed bin Salman", "Muhammad bin Salman Al Saud", "SA", True),
        ("Mohammed bin Salman", "Mohammed bin Nayef", "SA", False),
        ("Prince Faisal", "Faisal bin Farhan Al Saud", "SA", True),
        ("Le Drian", "Jean-Yves Le Drian", "FR", True),
    ],
)
def test_names_of_one_person_of_a_country(
    one: str, other: str, country: str, *, compatible: bool
) -> None:
    assert names_compatible(one, other, country) is compatible
    assert names_compatible(other, one, country) is compatible


def test_known_records_decide() -> None:
    assert same_person(Party("习近平", official="xi"), Party("Xi Jinping", official="xi"))
    assert not same_person(Party("Wang Yi", official="wang-yi-1"), Party("Wang Yi", official="w2"))
