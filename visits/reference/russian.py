"""Case forms of Russian names: what stands after в, из, с and in "встреча ... с ...".

The endings are the regular ones; names with others stand in `_IRREGULAR`. A name that does not
decline (Баку, Токио, США) comes back alone.
"""

from __future__ import annotations

import re

_VOWELS_THAT_STAY = tuple("оеуюиэё")
#: After these a declined "ы" is written "и", and "ой", "ом" read "ей", "ем" after the last five.
_TAKES_I = frozenset("гкхжшчщ")
_TAKES_E = frozenset("жшчщц")
_FEMININE_SOFT = frozenset({"Беларусь", "Белорусь", "Казань", "Пермь", "Тверь", "Рязань"})
_IRREGULAR = {
    "Египет": ("Египта", "Египту", "Египтом", "Египте"),
    "Соединенные Штаты": ("Соединенных Штатов", "Соединенным Штатам", "Соединенными Штатами",
                          "Соединенных Штатах"),
    "Соединённые Штаты": ("Соединённых Штатов", "Соединённым Штатам", "Соединённых Штатах"),
    "Нидерланды": ("Нидерландов", "Нидерландам", "Нидерландами", "Нидерландах"),
    "Эмираты": ("Эмиратов", "Эмиратам", "Эмиратами", "Эмиратах"),
    "Объединенные Арабские Эмираты": ("Объединенных Арабских Эмиратов",
                                      "Объединенным Арабским Эмиратам",
                                      "Объединенных Арабских Эмиратах"),
    "Палестинские территории": ("Палестинских территорий", "Палестинских территориях"),
    "Дели": (), "Нью-Дели": (), "Хельсинки": (), "Сочи": (), "Куала-Лумпур":
    ("Куала-Лумпура", "Куала-Лумпуру", "Куала-Лумпуром", "Куала-Лумпуре"),
    "Торонто": (), "Антигуа": (), "Никарагуа": (), "Папуа": (), "Самоа": (), "Тонга": (),
    "Браззавиль": ("Браззавиля", "Браззавиле"),
}  # fmt: skip
_ADJECTIVE = re.compile(r"(?P<stem>[\w-]+)(?P<end>ая|яя|ый|ий|ой)$")
_HARD = ("ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми")


def noun_forms(name: str) -> tuple[str, ...]:
    """The name of a place in all its cases, the nominative first."""
    if name in _IRREGULAR:
        return (name, *_IRREGULAR[name])
    if " и " in name:
        left, right = (noun_forms(part) for part in name.split(" и ", 1))
        return _paired(name, left, right)
    head, _, last = name.rpartition(" ")
    if name.startswith("Республика "):
        rest = name.removeprefix("Республика")
        return tuple(form + rest for form in _declined("Республика"))
    if not head:
        return _hyphenated(name)
    described = _ADJECTIVE.match(head.split(" ")[-1])
    if not described:
        return (name,)
    return _described(head, last)


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """An adjective ("китайский") in all genders, numbers and cases, as given first."""
    if not adjective.endswith(("ий", "ый")):
        return (adjective,)
    stem, soft = adjective[:-2], adjective[-3] in _TAKES_I
    endings = (end.replace("ы", "и") if soft else end for end in _HARD)
    return (adjective, *dict.fromkeys(stem + end for end in endings))


def person_forms(name: str, *, female: bool = False, family_first: bool = False) -> tuple[str, ...]:
    """A person's name in all cases, the nominative first: "Сергей Лавров", "Сергея Лаврова".

    Women's names that end in a consonant stay. With `family_first` (Си Цзиньпин, Ван И) the last
    word alone declines.
    """
    words = name.split(" ")
    if family_first:
        lead = " ".join(words[:-1])
        return tuple(f"{lead} {form}".strip() for form in _foreign(words[-1], female=female))
    columns = [_person_word(word, female=female) for word in words]
    width = max(len(column) for column in columns)
    rows = [
        " ".join(column[min(i, len(column) - 1)] if len(column) > 1 else column[0]
                 for column in columns)
        for i in range(width)
    ]  # fmt: skip
    return tuple(dict.fromkeys((name, *rows)))


def _person_word(word: str, *, female: bool) -> tuple[str, ...]:
    """Nominative, genitive (and accusative), dative, instrumental, prepositional."""
    stem = word[:-1]
    if female and word.endswith(("ова", "ева", "ина", "ына", "ая")):
        if word.endswith("ая"):
            return (word, f"{word[:-2]}ой", f"{word[:-2]}ой", f"{word[:-2]}ой", f"{word[:-2]}ую")
        return (word, f"{stem}ой", f"{stem}ой", f"{stem}ой", f"{stem}у")
    if word.endswith("ия"):
        return (word, f"{stem}и", f"{stem}и", f"{stem}ей", f"{stem}ю")
    if word.endswith("а"):
        first = "и" if stem[-1:] in _TAKES_I else "ы"
        return (word, stem + first, f"{stem}е", f"{stem}ой", f"{stem}у")
    if word.endswith("я"):
        return (word, f"{stem}и", f"{stem}е", f"{stem}ей", f"{stem}ю")
    if female or word.endswith(_VOWELS_THAT_STAY) or len(word) < 3:
        return (word,)
    if word.endswith(("ский", "цкий", "ной", "ый")):
        base = word[:-2]
        return (word, f"{base}ого", f"{base}ому", f"{base}им", f"{base}ом")
    if word.endswith("ий"):
        return (word, f"{stem}я", f"{stem}ю", f"{stem}ем", f"{stem}и")
    if word.endswith(("й", "ь")):
        return (word, f"{stem}я", f"{stem}ю", f"{stem}ем", f"{stem}е")
    return (word, f"{word}а", f"{word}у", word + _instrumental(word), f"{word}е")


def _foreign(word: str, *, female: bool) -> tuple[str, ...]:
    short = len(word) < 3 and not female and not word.lower().endswith(_VOWELS_THAT_STAY)
    forms = (
        (word, *(word + end for end in ("а", "у", "ом", "е")))
        if short
        else _person_word(word, female=female)
    )
    return tuple(re.sub(r"([ио]н|ын)ым$", r"\1ом", form) for form in forms)


def _instrumental(word: str) -> str:
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(word) > 4:
        return "ым"
    return "ем" if word[-1] in _TAKES_E else "ом"


def _hyphenated(name: str) -> tuple[str, ...]:
    head, dash, last = name.rpartition("-")
    return tuple(head + dash + form for form in _declined(last))


def _described(head: str, last: str) -> tuple[str, ...]:
    """ "Новая Зеландия", "Южный Судан": the adjectives agree with the noun."""
    nouns = _hyphenated(last)
    if len(nouns) == 1:
        return (f"{head} {last}",)
    columns = [_agreeing(word, nouns) for word in head.split(" ")]
    return tuple(" ".join(words) for words in zip(*columns, nouns, strict=False))


def _agreeing(adjective: str, nouns: tuple[str, ...]) -> list[str]:
    if not _ADJECTIVE.match(adjective):
        return [adjective] * len(nouns)
    stem = adjective[:-2]
    if not adjective.endswith("ая"):
        middle = "им" if stem[-1] in _TAKES_I else "ым"
        return [adjective, f"{stem}ого", f"{stem}ому", stem + middle, f"{stem}ом"]
    forms = [adjective] + [f"{stem}ой"] * (len(nouns) - 1)
    if nouns[0].endswith(("а", "я")):
        forms[3] = f"{stem}ую"
    return forms


def _paired(name: str, left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """ "Босния и Герцеговина": both halves stand in the same case."""
    if len(left) == 1 or len(right) == 1:
        longer = left if len(left) > 1 else right
        made = [
            f"{form} и {right[0]}" if longer is left else f"{left[0]} и {form}" for form in longer
        ]
    else:
        made = [f"{one} и {two}" for one, two in zip(left, right, strict=False)]
    return tuple(dict.fromkeys((name, *made)))


def _declined(word: str) -> tuple[str, ...]:
    """Nominative, genitive, dative, accusative where it differs, instrumental, prepositional."""
    stem, last = word[:-1], word[-1:]
    if word in _FEMININE_SOFT:
        return (word, f"{stem}и", f"{word}ю")
    if word.isupper() or last in _VOWELS_THAT_STAY or not re.search(r"[а-яё]$", word):
        return (word,)
    if last == "ы":
        return (word, stem, f"{stem}ам", f"{stem}ами", f"{stem}ах")
    if word.endswith("ия"):
        return (word, f"{stem}и", f"{stem}и", f"{stem}ю", f"{stem}ей")
    if last == "я":
        return (word, f"{stem}и", f"{stem}е", f"{stem}ю", f"{stem}ей")
    if last == "а":
        genitive = "и" if stem[-1:] in _TAKES_I else "ы"
        ending = "ей" if stem[-1:] in _TAKES_E else "ой"
        return (word, stem + genitive, f"{stem}е", f"{stem}у", stem + ending)
    if word.endswith("ий"):
        return (word, f"{stem}я", f"{stem}ю", f"{stem}ем", f"{stem}и")
    if last in "йь":
        return (word, f"{stem}я", f"{stem}ю", f"{stem}ем", f"{stem}е")
    ending = "ем" if last in _TAKES_E else "ом"
    return (word, f"{word}а", f"{word}у", word + ending, f"{word}е")
