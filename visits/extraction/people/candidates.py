"""Names found in a text by their titles, their appositions or the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from visits.extraction.mentions import PlaceForm
from visits.extraction.people.candidate import Candidate, words_of
from visits.extraction.people.names import name_end, name_text
from visits.extraction.people.page import Page
from visits.extraction.people.parallel import parallel_names
from visits.extraction.people.titles import Title
from visits.extraction.people.untitled import apposition, joined_titles, untitled_candidates

_DASHES = {"—", "–"}


def find_candidates(page: Page, titles: list[Title]) -> tuple[list[Candidate], list[Title]]:
    """Named mentions in order, and the titles that stand without a name."""
    found, bare = _titled_candidates(page, titles)
    bare.sort(key=lambda title: title.start)
    found = [_with_country_after(page, candidate) for candidate in found]
    covered = [False] * (len(page.tokens) + 1)
    for candidate in found:
        covered[candidate.start : candidate.end] = [True] * (candidate.end - candidate.start)
    appositions = {title.start: title for title in bare}
    found = [_with_apposition(page, candidate, appositions) for candidate in found]
    untitled = list(untitled_candidates(page, covered, appositions))
    used = [(c.last, c.end) for c in [*found, *untitled] if c.title and c.end > c.last]
    bare = [t for t in bare if not any(first <= t.start < end for first, end in used)]
    return sorted([*found, *untitled], key=lambda c: c.first), bare


def _titled_candidates(page: Page, titles: Sequence[Title]) -> tuple[list[Candidate], list[Title]]:
    """The names that titles introduce, and the titles that introduce none."""
    found: list[Candidate] = []
    bare: list[Title] = []
    taken = 0
    pending: list[Title] = []
    for title in titles:
        if title.start < taken:
            continue
        if pending and not _leads_to(page, pending[-1], title):
            bare.extend(pending)
            pending = []
        pending.append(title)
        if listed := parallel_names(page, title):
            found += listed
            taken = listed[-1].last
            pending = []
            continue
        names = [span for span in _names_after(page, title) if _strong(page, title, span)]
        if not names:
            continue
        for first, last in names:
            found.append(_titled(page, pending, first, last, taken))
            taken = last
        pending = []
    bare.extend(pending)
    return found, bare


def _strong(page: Page, title: Title, span: tuple[int, int]) -> bool:
    """Whether the title can introduce this name: "official Xinhua news agency" does not."""
    plain = title.plural or not title.capital
    weak = plain and page.tokens.lower[title.head] in page.vocabulary.weak
    return not weak or span[1] - span[0] >= 2


def _with_apposition(page: Page, candidate: Candidate, appositions: dict[int, Title]) -> Candidate:
    """The candidate with the title behind it, where a mere "Mrs." stands before it."""
    title = apposition(page, candidate.last, appositions)
    if title is None:
        return candidate
    if candidate.title:
        return replace(candidate, country=candidate.country or title.country)
    titles = joined_titles(page, title, appositions)
    return replace(
        candidate,
        end=titles[-1].end,
        title=words_of(page, title.start, titles[-1].end),
        country=next((t.country for t in titles if t.country), None),
        former=any(t.former for t in titles),
    )


def _leads_to(page: Page, before: Title, title: Title) -> bool:
    """Whether two titles are one person's: "Marshal of the Senate, Senator", "X and Y"."""
    gap = page.tokens.lower[before.end : title.start]
    if not page.joined(title.start) or before.plural:
        return False
    if not gap:
        return True
    courteous = words_of(page, title.start, title.end) is None
    if courteous and gap == [","]:
        return True  # "the President of the Republic of Ghana, H.E. Mr. Kofi Badu"
    if before.capital != title.capital:
        return False
    if gap == ["and"]:
        return not before.definite
    if gap == [","]:
        return not before.definite and before.end > before.head + 1
    return False


def _names_after(page: Page, title: Title) -> Iterator[tuple[int, int]]:
    """Spans of the names that a title introduces: one, or a list after a plural."""
    tokens = page.tokens
    index = title.end
    if index >= len(tokens.words):
        return
    if tokens.words[index] == "(" and page.joined(index + 1) and tokens.caps[index + 1]:
        last = name_end(page, index + 1, titled=True)
        if ")" in tokens.words[index + 1 : last]:  # "Prime Minister (Kenzo) Arita"
            yield index + 1, last
        return
    if not page.joined(index):
        return
    if tokens.words[index] == ",":
        yield from _apposed(page, title, index + 1)
        return
    if tokens.words[index] in _DASHES and page.joined(index + 1) and title.plural:
        index += 1
    last = _name_end(page, index)
    if last == index:
        return
    if last < len(tokens.words) - 1 and tokens.words[last] == ")" and tokens.caps[last + 1]:
        after = name_end(page, last + 1, titled=True)
        last = after if after > last + 1 else last
    yield index, last
    while title.plural and tokens.word(last) in {"and", ",", "&"} and page.joined(last + 1):
        index = last + 1 + (tokens.word(last + 1) == "and")
        last = name_end(page, index, titled=False)
        if last == index:
            return
        yield index, last


def _name_end(page: Page, index: int) -> int:
    """The end of the name after a title, at least that of a known name: "Ван И"."""
    known = page.officials.get(index)
    last = name_end(page, index, titled=True)
    return max(last, known[0]) if known else last


def _apposed(page: Page, title: Title, index: int) -> Iterator[tuple[int, int]]:
    """The name in "the prime minister of Iraq, Mustafa Al-Kadhimi, will"."""
    tokens = page.tokens
    owned = tokens.word(title.start - 1) in {"'s", "’s"}
    told = title.definite or title.country or owned
    if not page.joined(index) or not told or title.plural:
        return
    last = name_end(page, index, titled=True)
    closes = (
        last >= len(tokens.words) or not page.joined(last) or tokens.words[last] in {",", ".", "-"}
    )
    full = last - index >= 2 or tokens.lower[title.head] in page.vocabulary.spouses
    if last > index and full and (closes or tokens.word(last) in page.vocabulary.after):
        yield index, last


def _titled(page: Page, pending: list[Title], first: int, last: int, taken: int) -> Candidate:
    """The name with its titles; they stand before the first name of a list alone."""
    start = pending[0].start
    end = max(title.end for title in pending)
    country = next((title.country for title in reversed(pending) if title.country), None)
    return Candidate(
        start=min(start - pending[0].owned, first) if start >= taken else first,
        end=last,
        first=first,
        last=last,
        name=name_text(page, first, last),
        title=words_of(page, start, end),
        country=country,
        former=any(title.former for title in pending),
        owned=pending[0].owned,
        officials=page.officials.get(first, (0, ()))[1],
    )


def _with_country_after(page: Page, candidate: Candidate) -> Candidate:
    """The candidate with the country of "President Vladimir Putin of Russia"."""
    index = candidate.last
    tokens = page.tokens
    if candidate.country or not page.joined(index) or tokens.lower[index] != "of":
        return candidate
    index += 1 + (tokens.word(index + 1) == "the")
    place = page.place(index)
    if not place or place.form not in {PlaceForm.COUNTRY, PlaceForm.DEMONYM, PlaceForm.METONYM}:
        return candidate
    return replace(candidate, country=place.country)
