"""What script a text is written in, where its language was told wrongly."""

from __future__ import annotations

import re

#: So much of a text is looked at.
SAMPLE = 2_000
_OTHER = re.compile(r"[\u0400-\u04ff\u3400-\u9fff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
#: Words that every text of the language has many of, and the others have none.
_COMMON = {
    "en": re.compile(r"\b(?:the|of|and|to|will|with|on)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:le|les|des|du|et|une|dans|au|avec)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|los|las|del|y|una|con|por)\b", re.IGNORECASE),
}


def script_language(text: str, told: str) -> str:
    """The language that was told where the text is in its script, else that of its script.

    A Chinese sign counts as a word. Japanese, which has such signs as well, and what is in two
    scripts alike stay as told.
    """
    if told not in (*_COMMON, "ru", "zh") or (told in _COMMON and not _OTHER.search(text)):
        return told
    sample = text[:SAMPLE]
    counts = {
        "zh": len(_HAN.findall(sample)),
        "ru": len(_CYRILLIC.findall(sample)),
        "latin": len(_LATIN.findall(sample)),
    }
    script = "latin" if told in _COMMON else told
    most = max(counts, key=lambda name: counts[name])
    if most == script or 3 * counts[script] > counts[most] or _KANA.search(sample):
        return told
    if most != "latin":
        return most
    return max(_COMMON, key=lambda language: len(_COMMON[language].findall(sample)))
