"""Bytes → text, whatever the server says of them."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:encoding\s*=\s*["']|charset\s*=\s*["']?)([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE
)
#: Where UTF-8 and what is declared both fail: what the language was written in before.
_BY_LANGUAGE = {
    "ru": "cp1251", "uk": "cp1251", "be": "cp1251", "bg": "cp1251", "zh": "gb18030",
    "ja": "cp932", "ko": "cp949", "ar": "cp1256", "fa": "cp1256", "el": "cp1253",
    "tr": "cp1254", "he": "cp1255", "pl": "cp1250", "cs": "cp1250", "hu": "cp1250",
}  # fmt: skip
_HEAD = 2048


def decoded(body: bytes, told: str = "", language: str = "") -> tuple[str, str]:
    """The text, and in words what was wrong with what was said of its encoding ("" if nothing).

    Bytes that are UTF-8 are read as such whatever is declared: other text hardly ever is. Else
    come the charsets that the server and the document name, then the one of the language; last
    Windows-1252, with a mark for what it does not have.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace"), ""
    declared = _declared(body)
    try:
        return body.decode("utf-8"), _contradiction(body, told, declared)
    except UnicodeDecodeError:
        pass
    usual = _BY_LANGUAGE.get(language[:2].lower(), "")
    for name in filter(None, (told, declared, usual)):
        try:
            text = body.decode(name)
        except (LookupError, ValueError):
            continue
        wrong = next((said for said in (told, declared) if said and _name(said) != _name(name)), "")
        return text, f"it is said to be {wrong}, and was read as {name}" if wrong else ""
    said = told or declared or "utf-8"
    return body.decode("cp1252", "replace"), f"it is said to be {said}, and was read as cp1252"


def _declared(body: bytes) -> str:
    found = _DECLARED.search(body[:_HEAD])
    return found.group(1).decode("ascii") if found else ""


def _contradiction(body: bytes, *said: str) -> str:
    """What was said of bytes that are UTF-8; plain ASCII is nearly everything."""
    if body.isascii():
        return ""
    wrong = next((name for name in said if name and _name(name) != "utf-8"), "")
    return f"it is said to be {wrong}, and was read as utf-8" if wrong else ""


def _name(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return charset
