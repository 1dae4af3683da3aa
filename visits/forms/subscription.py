"""How a feed is wanted, and the name of a private one."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from visits.queries.criteria import VisitCriteria
from visits.queries.feeds import CalledOff, FeedOptions

CALLED_OFF_WORDS = [
    ("", _("marked as cancelled, as the standard has it")),
    (
        CalledOff.TITLE.value,
        _("said in the title (for Google Calendar, which drops cancelled events)"),
    ),
    (CalledOff.OUT.value, _("left out")),
]


class FeedOptionsForm(forms.Form):
    called_off = forms.ChoiceField(
        choices=[*CALLED_OFF_WORDS, (CalledOff.STATUS.value, "")],
        required=False,
        label=_("Cancelled and postponed visits are"),
        error_messages={"invalid_choice": _("Write one of status, title, out.")},
    )
    undated = forms.ChoiceField(
        choices=[("", _("left out")), ("1", _("spread over the days of their tour"))],
        required=False,
        label=_("Visits without days are"),
        error_messages={"invalid_choice": _("Write 1, or leave it out.")},
    )

    meetings = forms.ChoiceField(
        choices=[("", _("left out")), ("1", _("told as well"))],
        required=False,
        label=_("Meetings and calls are"),
        error_messages={"invalid_choice": _("Write 1, or leave it out.")},
    )

    def problems(self) -> list[tuple[str, list[str]]]:
        """Each parameter that can't be read, with what is wrong."""
        return [(name, [str(one) for one in said]) for name, said in self.errors.items()]

    def options(self) -> FeedOptions:
        told = self.cleaned_data
        called_off = CalledOff(told["called_off"] or CalledOff.STATUS)
        return FeedOptions(
            called_off=called_off, undated=told["undated"] == "1", meetings=told["meetings"] == "1"
        )


class SubscriptionForm(forms.Form):
    name = forms.CharField(
        max_length=120, label=_("Name"), help_text=_("What your calendar will call it.")
    )


def query_with(criteria: VisitCriteria, options: FeedOptions) -> str:
    """The query string that asks for these visits in this way."""
    pairs = []
    if options.called_off is not CalledOff.STATUS:
        pairs.append(("called_off", options.called_off.value))
    if options.undated:
        pairs.append(("undated", "1"))
    if options.meetings:
        pairs.append(("meetings", "1"))
    return "&".join(part for part in (criteria.query(), urlencode(pairs)) if part)
