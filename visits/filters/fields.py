"""The parameters that filters are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError

_CODE = re.compile(r"[A-Z]{2}|[A-Z]{4}|X-[A-Z]{2,6}")
_PAIR = re.compile(rf"({_CODE.pattern})-({_CODE.pattern})")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
MOST_VALUES = 20


class WordsField(forms.Field):
    """A tuple of distinct words, each of a form or out of a choice."""

    widget = forms.MultipleHiddenInput

    def __init__(
        self,
        *,
        pattern: re.Pattern[str] | None = None,
        upper: bool = False,
        words: Sequence[Any] = (),
        fix: str = "",
        commas: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.pattern = pattern
        self.upper = upper
        self.known = {str(word): word for word in words}
        self.fix = fix
        self.commas = commas

    def to_python(self, value: Any) -> tuple[Any, ...]:
        given = value if isinstance(value, list | tuple) else [value or ""]
        parts = [part for one in given for part in (one.split(",") if self.commas else [one])]
        words = [word.strip() for word in parts if word.strip()]
        if len(words) > MOST_VALUES:
            raise ValidationError(f"Give at most {MOST_VALUES} values.")
        return tuple(dict.fromkeys(self._word(word) for word in words))

    def _word(self, word: str) -> Any:
        word = word.upper() if self.upper else word
        if self.known and word not in self.known:
            raise ValidationError(f"“{word[:60]}” is not one of {', '.join(self.known)}.")
        if "\x00" in word or len(word) > 300 or (self.pattern and not self.pattern.fullmatch(word)):
            raise ValidationError(f"“{word[:60]}” is not {self.fix}.")
        return self.known.get(word, word)


class WordsFilter(django_filters.CharFilter):
    field_class = WordsField


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs: Any) -> None:
        message = "Write a day as YYYY-MM-DD, such as 2025-04-01."
        super().__init__(input_formats=["%Y-%m-%d"], error_messages={"invalid": message}, **kwargs)


def codes(label: str) -> WordsFilter:
    fix = "a country code such as RU, EU or X-NATO"
    return WordsFilter(label=label, pattern=_CODE, upper=True, fix=fix)


def pairs() -> WordsFilter:
    label = "Two countries, either of them the host, such as CN-RU"
    return WordsFilter(label=label, pattern=_PAIR, upper=True, fix="two codes such as CN-RU")


def confidence() -> django_filters.NumberFilter:
    return django_filters.NumberFilter(
        label="Least confidence, from 0 to 1", min_value=0, max_value=1
    )


def sources() -> WordsFilter:
    return WordsFilter(label="Source", pattern=_SLUG, fix="the short name of a source")


def languages() -> WordsFilter:
    label = "Language of an announcement"
    return WordsFilter(label=label, pattern=_LANGUAGE, fix="a language code such as en")


def officials() -> WordsFilter:
    label = "Official: slug, id or whole name"
    return WordsFilter(label=label, fix="a name", commas=False)


def text(label: str) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, max_length=300)


def word(label: str, words: Iterable[str]) -> django_filters.ChoiceFilter:
    """One of the words, or nothing."""
    known = list(words)
    message = f"Write one of {', '.join(known)}."
    return django_filters.ChoiceFilter(
        label=label,
        choices=[(one, one) for one in known],
        error_messages={"invalid_choice": message},
    )
