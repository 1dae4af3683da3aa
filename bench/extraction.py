"""Reading: ours against spaCy's small pipeline and dateparser, on the same texts."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from bench.environment import run_peer
from bench.figures import Figure, peak_mebibytes
from visits.extraction import Document, extract, packaged_gazetteer

UNIT = 1500
PEER_CHARACTERS = 400_000


def measure(documents: list[Document], var: Path) -> list[Figure]:
    """Milliseconds for 1,500 characters, announcements a second, memory and the ratios."""
    gazetteer = packaged_gazetteer()
    extract(documents[0], gazetteer)
    began = time.perf_counter()
    for document in documents:
        extract(document, gazetteer)
    seconds = time.perf_counter() - began
    characters = sum(len(document.reading) for document in documents)
    ours = 1000 * seconds / characters * UNIT
    peak = peak_mebibytes()
    texts = _some(documents)
    spacy, dates = _peers(texts, var)
    shared = sum(map(len, texts))
    spacy_ms = 1000 * spacy["seconds"] / shared * UNIT
    dates_ms = 1000 * dates["seconds"] / shared * UNIT
    return [
        Figure("ours, whole extraction, 1,500 characters", ours, "ms"),
        Figure("ours", len(documents) / seconds, "announcements/s"),
        Figure("ours, peak memory of the process", peak, "MiB", 200),
        Figure("spaCy small, its pass alone, 1,500 characters", spacy_ms, "ms"),
        Figure("spaCy small, peak memory", spacy["peak_mib"], "MiB"),
        Figure("dateparser.search, 1,500 characters", dates_ms, "ms"),
        Figure("spaCy / ours (at least)", spacy_ms / ours, "times", 10),
        Figure("dateparser / ours", dates_ms / ours, "times"),
        Figure("1 MB / 100 kB of text, seconds (linear is 10)", _growth(documents), "times"),
    ]


def _some(documents: list[Document]) -> list[str]:
    texts: list[str] = []
    total = 0
    for document in documents:
        if total > PEER_CHARACTERS:
            break
        if document.language == "en":
            texts.append(document.reading)
            total += len(document.reading)
    return texts


def _peers(texts: list[str], var: Path) -> tuple[dict[str, float], dict[str, float]]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
        file.flush()
        spacy = run_peer(var, "spacy_pass.py", file.name)
        return spacy, run_peer(var, "dateparser_pass.py", file.name)


def _growth(documents: list[Document]) -> float:
    joined = "\n".join(document.text for document in documents)
    if len(joined) < 1_000_000:
        joined *= 1 + 1_000_000 // len(joined)
    gazetteer = packaged_gazetteer()
    took = []
    for length in (100_000, 990_000):
        long = Document("long", "", joined[:length], documents[0].published)
        began = time.perf_counter()
        extract(long, gazetteer)
        took.append(time.perf_counter() - began)
    return took[1] / took[0]
