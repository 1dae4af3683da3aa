"""The catalogues of the interface, without gettext's own programs.

python scripts/messages.py update    # puts new strings into locale/*/LC_MESSAGES/django.po
python scripts/messages.py compile   # writes the .mo files that the site reads
python scripts/messages.py check     # what is missing, empty, fuzzy or out of step
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
# Folder of the catalogue, which Django names, and the locale that Babel knows it by.
LANGUAGES = {"fr": "fr", "ru": "ru", "zh_Hans": "zh_Hans", "es": "es"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What Django makes of a template is Python for xgettext alone: the calls are picked out.
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:n?p?gettext|_)\(\s*{_STRING}(?:\s*,\s*(?:{_STRING}|\w+))*\s*\)")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]")
# Times of writing would make every update a change of every line.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
Texts = str | None | tuple[str | None, ...]
Key = tuple[str | tuple[str, str], str | None]


def template() -> Catalog:
    """All strings of templates and code, each with the files that it stands in."""
    found = Catalog(project="Visitbook", charset="utf-8", creation_date=_NEVER)
    for path, source in sources():
        told = extract_python(io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], {})
        # Babel gives the line, the function, its texts and comments before it.
        for row in told:
            function, words, comments = cast("tuple[str, Texts, list[str]]", row[1:])
            if message := _message(function, words):
                text, context = message
                found.add(text, locations=[(path, 0)], auto_comments=comments, context=context)
    return found


def sources() -> Iterator[tuple[str, str]]:
    """Path and Python of every file that may have strings; templates are made into Python."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        shown = str(path.relative_to(ROOT))
        told = templatize(path.read_text(encoding="utf-8"), origin=shown)
        yield shown, "\n".join(found[0] for found in _CALL.finditer(told))
    for folder in ("visits", "diplomacy"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def _message(function: str | None, words: Texts) -> tuple[str | tuple[str, str], str | None] | None:
    """The string, or singular and plural, with its context; None for what is no literal."""
    spec = KEYWORDS.get(function or "") or (1,)
    given = words if isinstance(words, tuple) else (words,)
    context: str | None = None
    texts: list[str | None] = []
    for place in spec:
        if isinstance(place, tuple):
            context = given[int(place[0]) - 1]
        elif place and place <= len(given):
            texts.append(given[place - 1])
    told = [text for text in texts if text]
    if not told or len(told) != len(texts):
        return None
    return (told[0] if len(told) == 1 else (told[0], told[1])), context


def path_of(language: str, ending: str = "po") -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def catalogue(language: str) -> Catalog:
    """The catalogue as it is kept, an empty one where there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=LANGUAGES[language])
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language])


def update() -> None:
    """Every catalogue has the strings of today: new ones empty, gone ones dropped."""
    wanted = template()
    for language, locale in LANGUAGES.items():
        kept = {_key(message): message.string for message in catalogue(language)}
        fresh = Catalog(
            locale=locale, project="Visitbook", charset="utf-8",
            creation_date=_NEVER, revision_date=_NEVER, fuzzy=False,
        )  # fmt: skip
        for message in wanted:
            if message.id:
                string = kept.get(_key(message)) or None
                fresh.add(
                    message.id, string, message.locations, message.flags,
                    message.auto_comments, context=message.context,
                )  # fmt: skip
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, fresh, width=96, sort_output=True, include_lineno=False)


def compile_all() -> None:
    for language in LANGUAGES:
        path_of(language, "mo").write_bytes(compiled(language))


def compiled(language: str) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue(language))
    return written.getvalue()


def faults(language: str, wanted: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, a line each."""
    found = catalogue(language)
    by_key = {_key(message): message for message in found if message.id}
    keys = {_key(message) for message in wanted if message.id}
    for key in sorted(keys - set(by_key), key=str):
        yield f"{language}: not in the catalogue: {key[0]}"
    for key in sorted(set(by_key) - keys, key=str):
        yield f"{language}: no longer used: {key[0]}"
    for key, message in by_key.items():
        for fault in _faults_of(message, found.num_plurals):
            yield f"{language}: {fault}: {key[0]}"
    mo = path_of(language, "mo")
    if not mo.exists() or mo.read_bytes() != compiled(language):
        yield f"{language}: the .mo file is not the one of the .po file: compile"


def _faults_of(message: Message, plurals: int) -> Iterator[str]:
    kept = message.string
    strings = [str(one or "") for one in (kept if isinstance(kept, (list, tuple)) else [kept])]
    if message.fuzzy:
        yield "fuzzy"
    if not all(strings):
        yield "not translated"
        return
    if isinstance(message.id, (list, tuple)):
        if len(strings) != plurals:
            yield f"{len(strings)} plural forms, not {plurals}"
        # A singular may say "one" or "a" in place of the number.
        wanted = [_placeholders(text) for text in message.id]
    else:
        wanted = [_placeholders(message.id)]
    if any(_placeholders(string) not in wanted for string in strings):
        yield "placeholders differ"


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _key(message: Message) -> Key:
    text = message.id
    told = (text[0], text[1]) if isinstance(text, (list, tuple)) else text
    return told, message.context


def main(arguments: list[str]) -> int:
    if not settings.configured:
        settings.configure(USE_I18N=False)
    if arguments == ["update"]:
        update()
    elif arguments == ["compile"]:
        compile_all()
    elif arguments != ["check"]:
        print(__doc__)
        return 2
    wanted = template()
    found = [fault for language in LANGUAGES for fault in faults(language, wanted)]
    print("\n".join(found) if found else "The catalogues are complete.")
    return 1 if found and arguments == ["check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
