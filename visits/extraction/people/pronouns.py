"""He, she and they, bound to the person or the two persons that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from visits.extraction.mentions import PersonForm, PersonMention
from visits.extraction.people.page import Page
from visits.extraction.people.roster import Entry

#: So many mentions are looked back at; it keeps the work linear in the length of the text.
WINDOW = 40
#: So many sentences a pronoun may be behind the name that it stands for.
FAR = 4
_OPENERS = {"", "“", '"', "that", "whether", "if"}
#: Whoever is named behind these opens a clause of its own: "noted President X looks forward".
_SAYING = {"noted", "said", "says", "announced", "added", "stressed", "confirmed", "believes"}
_POSSESSIVE = frozenset({"his", "her", "their", "son", "sa", "ses", "leur", "su", "sus"})


def find_pronouns(
    page: Page,
    entries: Sequence[Entry],
    anchors: Sequence[PersonMention],
    groups: Sequence[PersonMention],
) -> Iterator[PersonMention]:
    """Pronouns in order; one that nobody fits is left out.

    A pronoun that was bound tells the gender of its person for those that follow.
    """
    tokens, words = page.tokens, page.vocabulary
    starts = [mention.start for mention in anchors]
    women = {number: _is_woman(page, entry) for number, entry in enumerate(entries)}
    spoken_of: tuple[int, int] | None = None
    pronouns = words.singular | words.plural
    for index in [i for i, word in enumerate(tokens.lower) if word in pronouns]:
        word = tokens.lower[index]
        last = bisect_left(starts, tokens.starts[index])
        before = anchors[max(0, last - WINDOW) : last]
        if not before:
            continue
        if word in words.singular:
            if word in words.objects and tokens.lower[index - 1] in words.company:
                before = _others(page, entries, before, index)
            if tokens.lower[index - 1] == "whom":  # "the chancellor, with whom he had talks"
                before = [m for m in before if m.people != before[-1].people]
            number = _antecedent(page, women, before, index, spoken_of)
            if number is None:
                number = _still_the_same(page, women, spoken_of, index)
            if number is not None:
                spoken_of = (page.sentence_of[index], number)
            people: tuple[int, ...] = () if number is None else (number,)
            if number is not None and women[number] is None and word in words.female | words.male:
                women[number] = word in words.female
        else:
            people = _several(page, before, groups, index, spoken_of)
        if people:
            yield PersonMention(
                start=tokens.starts[index],
                end=tokens.ends[index],
                name_start=tokens.starts[index],
                name_end=tokens.ends[index],
                sentence=page.sentence_of[index],
                people=people,
                form=PersonForm.PRONOUN,
                possessive=word in _POSSESSIVE,
            )


def _still_the_same(
    page: Page, women: dict[int, bool | None], last: tuple[int, int] | None, index: int
) -> int | None:
    """Whom the pronouns of the sentences before were about, where nobody is named since."""
    words, word = page.vocabulary, page.tokens.lower[index]
    if last is None or page.sentence_of[index] - last[0] >= FAR:
        return None
    unfit = word in words.male if word in words.female | words.male else None
    return None if unfit is not None and women[last[1]] is unfit else last[1]


def _others(
    page: Page, entries: Sequence[Entry], before: Sequence[PersonMention], index: int
) -> Sequence[PersonMention]:
    """Those whom "him" may mean: nobody from the country of the subject that meets him."""
    sentence = page.sentence_of[index]
    subjects = [m for m in before if m.sentence == sentence and _is_subject(page, m)]
    between = page.text[subjects[-1].end : page.tokens.starts[index]] if subjects else ""
    if not subjects or " and the " in between:
        return before  # "X attended, and the leaders met with him" has another subject
    subject = subjects[-1].people[0]
    home = entries[subject].country
    others = [m for m in before if subject not in m.people]
    abroad = [m for m in others if any(entries[p].country != home for p in m.people)]
    return abroad or others


def _is_woman(page: Page, entry: Entry) -> bool | None:
    """What titles and the given name tell of the gender; None where they tell nothing."""
    words = page.vocabulary
    titles = set(" ".join(entry.titles).lower().split())
    if titles & words.female_titles or entry.parts[0] in words.women:
        return True
    return False if titles & words.male_titles else None


def _antecedent(
    page: Page,
    women: dict[int, bool | None],
    before: Sequence[PersonMention],
    index: int,
    spoken_of: tuple[int, int] | None,
) -> int | None:
    """The nearest subject in this sentence, else the first of the last sentence with a person.

    Where that one has a pronoun for its subject, whoever that stood for: "He met X. Then he ...".
    """
    words = page.vocabulary
    word = page.tokens.lower[index]
    unfit = word in words.male if word in words.female | words.male else None
    sentence = page.sentence_of[index]
    fallback: int | None = None
    thanked = _thanked(page, before, index) if word in _POSSESSIVE else None
    if thanked is not None and (unfit is None or women[thanked] is not unfit):
        return thanked
    for number in range(sentence, max(-1, sentence - FAR), -1):
        inside = [
            mention
            for mention in before
            if mention.sentence == number
            and len(mention.people) == 1
            and (unfit is None or women[mention.people[0]] is not unfit)
        ]
        if word in words.female and any(women[mention.people[0]] for mention in inside):
            inside = [mention for mention in inside if women[mention.people[0]]]
        if not inside:
            continue
        subjects = [mention for mention in inside if _is_subject(page, mention)]
        if subjects and number == sentence:
            return subjects[-1].people[0]
        again = spoken_of[1] if spoken_of is not None and spoken_of[0] == number else None
        fits = again is not None and (unfit is None or women[again] is not unfit)
        if fits and number < sentence and not subjects:
            return again
        direct = [mention for mention in inside if not mention.possessive]
        nearest = (subjects or direct or inside)[0].people[0]
        behind = number == sentence and page.tokens.word(index - 1) == ","
        if not behind or not _all_governed(page, inside):
            return nearest
        fallback = nearest
    return fallback


def _thanked(page: Page, before: Sequence[PersonMention], index: int) -> int | None:
    """The object in "thanked X for her visit", "warned X to be careful on his trip"."""
    tokens, words = page.tokens, page.vocabulary
    reason = tokens.word(index - 1) in words.reasons
    for mention in reversed(before):
        if mention.sentence != page.sentence_of[index] or mention.possessive:
            return None
        at = tokens.at(mention.start)
        verb = tokens.word(at - 1) if at and len(mention.people) == 1 else ""
        after = tokens.at(mention.end)
        if reason and verb in words.praising:
            return mention.people[0]
        if verb in words.controlling and "to" in tokens.lower[after : min(after + 2, index)]:
            return mention.people[0]
    return None


def _all_governed(page: Page, mentions: Sequence[PersonMention]) -> bool:
    """Whether prepositions govern everybody: "after talks with X, he" is somebody else."""
    if any(mention.possessive for mention in mentions):
        return False
    first = [page.tokens.at(mention.start) for mention in mentions]
    return all(page.tokens.word(at - 1) in page.vocabulary.prepositions for at in first if at)


def _is_subject(page: Page, mention: PersonMention) -> bool:
    """Whether a verb follows the mention, or it opens the sentence or a clause."""
    tokens, words = page.tokens, page.vocabulary
    if mention.possessive:
        return False
    after = tokens.at(mention.end)
    follow = tokens.word(after) if page.joined(after) else ""
    if follow in words.verbs or follow in words.after or follow in words.auxiliaries:
        return True
    before = tokens.at(mention.start) - 1
    lead = tokens.word(before) if page.joined(before + 1) else ""
    if lead in _OPENERS or lead in _SAYING:
        return True
    return follow.endswith("ed") and lead not in words.prepositions


def _several(
    page: Page,
    before: Sequence[PersonMention],
    groups: Sequence[PersonMention],
    index: int,
    spoken_of: tuple[int, int] | None,
) -> tuple[int, ...]:
    """The group or the last two persons of this sentence or the one before.

    "He" of this sentence and the one whom it names are two: "he met X for their first talks".
    """
    position = page.tokens.starts[index]
    sentence = page.sentence_of[index]
    last = bisect_left([group.start for group in groups], position)
    for number in (sentence, sentence - 1):
        for group in groups[max(0, last - 3) : last]:
            if group.sentence == number:
                return group.people
        people = [p for m in before if m.sentence == number for p in m.people]
        distinct = tuple(dict.fromkeys(reversed(people)))[:2]
        if len(distinct) == 2:
            return distinct[::-1]
        also = spoken_of[1] if spoken_of and spoken_of[0] == number == sentence else None
        if len(distinct) == 1 and also is not None and also not in distinct:
            return also, distinct[0]
        if len(distinct) == 1 and number < sentence and _has_company(page, number):
            return distinct
    return ()


def _has_company(page: Page, sentence: int) -> bool:
    """Whether a sentence tells of a delegation, so that its leader may be "they"."""
    span = page.sentences[sentence]
    return page.vocabulary.parties.search(page.text, span.start, span.end) is not None
