"""Whether a telling is the news of the day that its announcement's lead names."""

from __future__ import annotations

from visits.extraction.dates import DateExpression, Window
from visits.extraction.events.appearances import TOGETHER
from visits.extraction.events.setting import Setting
from visits.extraction.events.tellings import Telling
from visits.extraction.events.windows import later_than

CLOSE, REACH = 1, 4
#: What a transcript's title tells of was on the day that it was published.
_SPOKEN_AT = ("before-meeting", "conference-of-two", TOGETHER)
_TOLD = ("ongoing", "completed", "now", "unknown")


def is_news(telling: Telling, setting: Setting) -> bool:
    """Whether a meeting without a date was on the day of the news.

    What a leader "told a visitor" was; what is told of in the lead or the sentence after it, if
    somebody spoke there or after; further down, if the sentence has no day of its own.
    """
    behind = telling.line.index - setting.news_line
    if setting.news is not None and _follows(telling, setting):
        return 0 <= behind <= REACH and not _other_day(telling, setting)
    if setting.news is None or telling.status not in _TOLD:
        return False
    if telling.frame.news:
        return True
    text, lexicon = telling.line.text, setting.lexicon
    if lexicon.aside.search(text):
        return False
    before = text[max(0, telling.start - 60) : telling.start]
    if lexicon.reported_after.search(before):
        return 0 <= behind <= REACH
    opens = lexicon.opens_with.match(text[: telling.start]) is not None
    if opens and 0 <= behind <= REACH and _of_the_news(telling, setting):
        return not _other_day(telling, setting)
    if opens and lexicon.spoken.search(text, telling.end) is not None:
        return 0 <= behind <= CLOSE
    if lexicon.aim.search(before):
        return False
    if not telling.firm and not lexicon.spoken.search(text, 0, telling.start):
        return False
    if _other_day(telling, setting):
        return False
    return 0 <= behind <= CLOSE or (0 <= behind <= REACH and setting.leads and _plain(telling))


def _of_the_news(telling: Telling, setting: Setting) -> bool:
    """Whether the sentence that names the day of the news is about all who met."""
    marks = [m for m in setting.mentions.persons if m.sentence == setting.news_line]
    return {person for mark in marks for person in mark.people}.issuperset(telling.people)


def _follows(telling: Telling, setting: Setting) -> bool:
    """Whether a plan is what comes next on the day of the news: "was then to meet"."""
    text = telling.line.text
    found = setting.lexicon.sequel.search(text, max(0, telling.start - 40), telling.start)
    return telling.status == "planned" and found is not None


def headline_day(telling: Telling, setting: Setting) -> Window | None:
    """The day of a contact that only the title tells of: "Readout of the call with ..."."""
    if not telling.line.sentence.is_title:
        return None
    text, lexicon = telling.line.text, setting.lexicon
    if telling.frame.name in _SPOKEN_AT:
        return Window(setting.published, setting.published)
    if setting.news is None:
        return None
    if telling.status not in _TOLD and not lexicon.just_before.search(text, 0, telling.start):
        return None
    aimed = lexicon.aim.search(text, 0, telling.start)
    return None if aimed and telling.status == "unknown" else setting.news.window


def _other_day(telling: Telling, setting: Setting) -> bool:
    """Whether the sentence names another day than that of the news."""
    news = setting.news.window if setting.news is not None else None
    return any(
        isinstance(mark, DateExpression)
        and mark.window is not None
        and mark.window.is_day
        and mark.window != news
        and not (telling.firm and later_than(mark.window, setting.published))
        for mark in telling.line.marks.values()
    )


def _plain(telling: Telling) -> bool:
    """Whether a sentence tells of one thing done, on no day that it names."""
    if telling.frame.loose or telling.status == "unknown" or " also " in telling.line.text:
        return False
    return not any(isinstance(mark, DateExpression) for mark in telling.line.marks.values())
