"""Russian names in the nominative, whatever case they stand in."""

from __future__ import annotations

from functools import cache, lru_cache

from visits.extraction.people.vocabulary import vocabulary
from visits.reference.russian import person_forms

#: What a case form may end in, and what the nominative has instead.
_ENDINGS = (
    ("ого", ("ий", "ый", "ой")), ("ому", ("ий", "ый", "ой")), ("ым", ("", "ый")), ("им", ("ий",)),
    ("ой", ("а", "ая", "ой")), ("ей", ("я", "ь", "ей", "а")), ("ом", ("",)), ("ем", ("й", "ь", "")),
    ("ую", ("ая",)), ("а", ("",)), ("я", ("й", "ь")), ("у", ("", "а")), ("ю", ("й", "ь", "я")),
    ("е", ("", "а", "й", "ь", "я")), ("ы", ("а",)), ("ии", ("ия", "ий")),
)  # fmt: skip
_WOMEN = ("а", "я")


@cache
def russian_given() -> dict[str, tuple[str, int]]:
    """Every case form of the table's given names, to the nominative and the number of the case."""
    forms: dict[str, tuple[str, int]] = {}
    for name in sorted(vocabulary("ru").given):
        for case, form in enumerate(person_forms(name)):
            forms.setdefault(form, (name, case))
    return forms


@lru_cache(maxsize=4096)
def nominative_word(word: str, *, female: bool = False, case: int = 0) -> str:
    """The nominative whose forms include this word; the word itself where no rule fits.

    `case` is the place in `person_forms` (3 is the instrumental), 0 any case.
    """
    for ending, others in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word[: len(word) - len(ending)]
        if ending == "ом" and case in {0, 3} and stem[-1:] in "нмрткпдсл":
            return stem  # "Цзиньпином", where a Russian surname would have "-ым"
        for other in others:
            candidate = stem + other
            forms = person_forms(candidate, female=female)
            if word in (forms[case : case + 1] if case and len(forms) > case else forms[1:]):
                return candidate
    return word


def nominative(name: str, forms: dict[str, tuple[str, int]], *, case: int | None) -> str:
    """A full or family name in the nominative.

    A known given name tells the case: "Сергеем Лавровым", "Сергея Лаврова". Without one it is
    left alone unless `case` says that the title before it is declined (0: in some case).
    """
    words = name.split(" ")
    given, told = forms.get(words[0], ("", 0)) if len(words) > 1 else ("", 0)
    if told:
        female = given.endswith(_WOMEN) and given not in {"Никола", "Илья", "Никита"}
        rest = [nominative_word(word, female=female, case=told) for word in words[1:]]
        return " ".join([given, *rest])
    if case is None:
        return name
    return " ".join(w if w.islower() else nominative_word(w, case=case) for w in words)
