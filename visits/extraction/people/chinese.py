"""People in Chinese text: titles before or after names, without spaces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from visits.extraction import lexicon
from visits.extraction.gazetteer import Gazetteer, Hit
from visits.extraction.mentions import PlaceForm, PlaceMention
from visits.terms import Role

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile("[，。；：？！\n]")
_DOT = "·•・‧"
#: A verb whose first character ends names as well: 同巴罗通电话.
_SPOKEN = "通电话|通话"
_LONGEST = {"CN": 3, "JP": 4, "KR": 4, "KP": 4, "VN": 4, "SG": 4, "TW": 3}
#: So far before a title its country may stand: 坦桑尼亚...外交、东非、地区和国际合作部长.
_REACH = 26


@dataclass(frozen=True, slots=True)
class Found:
    """A named person in Chinese text, by characters."""

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    title: str | None
    country: str | None
    officials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Characters:
    """The table of the language, ready for matching."""

    title: re.Pattern[str]
    after: re.Pattern[str]
    function: frozenset[str]
    following: tuple[str, ...]
    foreign: re.Pattern[str]
    surnames: frozenset[str]
    doubles: tuple[str, ...]
    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    groups: re.Pattern[str]
    pronouns: re.Pattern[str]
    speakers: tuple[str, ...]

    def role(self, title: str) -> Role | None:
        """What the office of this title is for; None where the table does not tell."""
        roles = [self._role(part) for part in title.split("兼")]
        return min((role for role in roles if role), key=lambda role: role.rank, default=None)

    def _role(self, title: str) -> Role | None:
        """By the last head noun: 法国总统外事顾问 is an adviser."""
        heads = self.title.findall(title)
        told = title if "外交" in title or not heads else heads[-1]
        return next((role for role, pattern in self.roles if pattern.search(told)), None)


@cache
def characters() -> Characters:
    """The packaged table of Chinese."""
    data = lexicon.table("people_zh")
    heads = sorted(data["titles"]["heads"].split(), key=len, reverse=True)
    letters = "".join(sorted(set("".join(data["names"]["transliteration"].split()))))
    title = "|".join(heads)
    sign = f"(?!{_SPOKEN})[{letters}]"
    foreign = f"(?:{sign}){{2,8}}(?:[{_DOT}](?:{sign}){{1,8}}){{0,4}}"
    return Characters(
        title=re.compile(title),
        after=re.compile(title),
        function=frozenset(data["names"]["function"]),
        following=tuple(data["names"]["following"].split()),
        foreign=re.compile(foreign),
        surnames=frozenset("".join(data["names"]["surnames"].split())),
        doubles=tuple(data["names"]["double_surnames"].split()),
        roles=tuple((Role(row["role"]), re.compile(row["match"])) for row in data["roles"]),
        groups=re.compile(data["coreference"]["groups"]),
        pronouns=re.compile(f"[{''.join(data['coreference']['pronouns'].split())}](?![们国人])"),
        speakers=tuple(data["titles"]["speakers"].split()),
    )


def find_people(
    text: str,
    places: Sequence[PlaceMention],
    hits: Sequence[Hit],
    gazetteer: Gazetteer,
    own: str | None,
) -> list[Found]:
    """Named people in order: known ones, names beside a title, later mentions of both."""
    found: dict[int, Found] = {}
    known = {hit.start: hit for hit in hits if hit.officials}
    titles = list(characters().title.finditer(text))
    for match in titles:
        person = _after_title(text, match, places, known, own) or _before_title(
            text, match, places, own
        )
        if person:
            found.setdefault(person.name_start, person)
    for hit in known.values():
        if hit.start not in found:
            name = text[hit.start : hit.end]
            found[hit.start] = Found(
                hit.start, hit.end, hit.start, hit.end, name, None, None, hit.officials
            )
    for person in _repeats(text, list(found.values())):
        found.setdefault(person.name_start, person)
    return list(_apart(sorted(found.values(), key=lambda person: person.name_start)))


def _after_title(
    text: str,
    match: re.Match[str],
    places: Sequence[PlaceMention],
    known: dict[int, Hit],
    own: str | None,
) -> Found | None:
    """The person of 外交部长王毅 or 伊朗外交部长穆罕默德·贾瓦德·扎里夫."""
    start = match.end()
    country, begin = _country_before(text, match.start(), places)
    hit = known.get(start)
    end = hit.end if hit else _name_end(text, start, country or own)
    if end is None or (not hit and _place_inside(places, start, end)):
        return None
    return Found(
        start=begin,
        end=end,
        name_start=start,
        name_end=end,
        name=text[start:end],
        title=text[begin : match.end()],
        country=country,
        officials=hit.officials if hit else (),
    )


def _name_end(text: str, start: int, country: str | None) -> int | None:
    """Where the name that starts here ends; None where none does."""
    table = characters()
    if table.title.match(text, start) or not _HAN.match(text, start):
        return None
    if text.startswith((*table.following, *_SPOKEN.split("|")), start):
        return None
    if country in _LONGEST:
        return _short_name_end(text, start, _LONGEST[country], chinese=country in {"CN", "TW"})
    match = table.foreign.match(text, start)
    if match and not any(mark in match.group() for mark in _DOT) and len(match.group()) > 6:
        return None
    return match.end() if match else _short_name_end(text, start, 4, chinese=False)


def _short_name_end(text: str, start: int, longest: int, *, chinese: bool) -> int | None:
    table = characters()
    if chinese and text[start] not in table.surnames and not text.startswith(table.doubles, start):
        return None
    longest += chinese and text.startswith(table.doubles, start)
    end = start
    while end < len(text) and end - start < longest:
        if text[end] in table.function or not _HAN.match(text[end]):
            break
        if text.startswith(table.following, end):
            break
        if end > start + 1 and table.title.match(text, end):
            break
        end += 1
    if end - start < 2:
        return None
    if not chinese and (table.title.match(text, end) or _runs_on(text, end)):
        return None
    return end


def _runs_on(text: str, end: int) -> bool:
    """Whether the words go on as words do, so that no name ended here."""
    if end >= len(text) or not _HAN.match(text[end]):
        return False
    return text[end] not in characters().function


def _before_title(
    text: str, match: re.Match[str], places: Sequence[PlaceMention], own: str | None
) -> Found | None:
    """The person of 特朗普总统 or 王毅国务委员."""
    table = characters()
    end = match.start()
    start = end
    while start > 0 and end - start < 24:
        char = text[start - 1]
        if char in table.function or not (_HAN.match(char) or char in _DOT):
            break
        start -= 1
    place = _place_inside(places, start, end)
    country = place.country if place else None
    start = max(start, place.end if place else start)
    name = text[start:end]
    if len(name) < 2 or table.title.search(name) or (place and place.end == end):
        return None
    chinese = len(name) <= 3 and name[0] in table.surnames
    if not chinese and not table.foreign.fullmatch(name):
        return None
    return Found(
        start=place.start if place else start,
        end=match.end(),
        name_start=start,
        name_end=end,
        name=name,
        title=match.group(),
        country=country or (own if chinese else None),
        officials=(),
    )


def _country_before(text: str, end: int, places: Sequence[PlaceMention]) -> tuple[str | None, int]:
    """The country whose office the title is, and where the whole title begins."""
    index = bisect_right([place.start for place in places], end) - 1
    if index < 0:
        return None, end
    place = places[index]
    between = text[place.end : end]
    if place.form is PlaceForm.CITY or len(between) > _REACH or _CLAUSE.search(between):
        return None, end
    short = len(between) <= 6 and not set(between) & (characters().function - set("和、对与"))
    listed = "、" in between and characters().title.search(between) is None
    return (place.country, place.start) if short or listed else (None, end)


def _place_inside(places: Sequence[PlaceMention], start: int, end: int) -> PlaceMention | None:
    inside = [place for place in places if start <= place.start and place.end <= end]
    return inside[-1] if inside else None


def _repeats(text: str, people: Sequence[Found]) -> Iterator[Found]:
    """Other places where the same names stand, or the last part of a foreign one."""
    names: dict[str, Found] = {}
    for person in people:
        names.setdefault(person.name, person)
        last = re.split(f"[{_DOT}]", person.name)[-1]
        if len(last) > 1:
            names.setdefault(last, person)
    if not names:
        return
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    for match in pattern.finditer(text):
        person = names[match.group()]
        start, end = match.span()
        yield Found(start, end, start, end, person.name, None, None, person.officials)


def _apart(people: Sequence[Found]) -> Iterator[Found]:
    """The people without those whose name lies inside another's words."""
    last = -1
    for person in people:
        if person.name_start >= last:
            yield person
            last = person.name_end
