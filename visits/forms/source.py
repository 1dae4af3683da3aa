"""A source: its fields, and the selectors of an HTML list one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from visits.choices import SOURCE_FORMATS, SOURCE_SIDES
from visits.ingest.parsers.selectors import NAMES as SELECTORS
from visits.models import Country, Source
from visits.terms import SourceFormat, SourceSide

_FORMATS = [(form, words) for form, words in SOURCE_FORMATS if form != SourceFormat.MANUAL]
_SIDES = [(side, words) for side, words in SOURCE_SIDES if side != SourceSide.EDITOR]
_TIERS = [
    (n, words)
    for n, words in enumerate((_("most reliable"), "", _("usual"), "", _("least reliable")), 1)
]


class SourceForm(forms.Form):
    """What the editor says; the service checks it, and says what is wrong by field."""

    slug = forms.CharField(
        max_length=80,
        label=_("Short name"),
        help_text=_("Small letters, digits and hyphens, such as cn-mfa. It stands for good."),
    )
    name = forms.CharField(max_length=200, label=_("Name"))
    format = forms.ChoiceField(choices=_FORMATS, label=_("Format"))
    url = forms.CharField(
        max_length=2000,
        required=False,
        label=_("Address"),
        help_text=_("Of the feed, the calendar or the list page. Push and directory have none."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    folder = forms.CharField(
        max_length=500,
        required=False,
        label=_("Folder"),
        help_text=_("For the format “directory”: where it lies below the inbox."),
    )
    country = forms.ChoiceField(
        required=False, label=_("Country"), help_text=_("Whose voice it is; none for a wire.")
    )
    side = forms.ChoiceField(choices=_SIDES, label=_("Side"))
    tier = forms.TypedChoiceField(
        choices=[(n, f"{n} – {words}" if words else str(n)) for n, words in _TIERS],
        coerce=int,
        label=_("Reliability"),
        help_text=_("Where claims disagree, it weighs."),
    )
    language = forms.CharField(
        max_length=12,
        label=_("Language"),
        help_text=_("Of its texts, where they do not say: en, zh."),
    )
    timezone = forms.CharField(
        max_length=60,
        label=_("Time zone"),
        help_text=_("The one in which “today” is meant, such as Asia/Shanghai."),
    )
    check_minutes = forms.IntegerField(
        label=_("Minutes between checks"), help_text=_("From 15 to 1,440.")
    )

    def __init__(
        self,
        *args: Any,
        countries: Sequence[Country],
        source: Source | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)
        country.choices = [("", gettext("None")), *((each.code, str(each)) for each in countries)]
        if source is not None:
            self.fields["slug"].disabled = True
        for name, words in SELECTORS.items():
            self.fields[f"selector_{name}"] = forms.CharField(
                max_length=300,
                required=False,
                label=name.replace("_", " ").capitalize(),
                help_text=f"{words[0].upper()}{words[1:]}.",
            )

    @property
    def selector_fields(self) -> list[Any]:
        return [self[f"selector_{name}"] for name in SELECTORS]

    def told(self) -> dict[str, Any]:
        """The fields as the service takes them."""
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith("selector_")
        }
        given = {name: self.cleaned_data[f"selector_{name}"] for name in SELECTORS}
        values["selectors"] = {name: path for name, path in given.items() if path}
        return values

    def add_problems(self, problems: Mapping[str, str]) -> None:
        """Puts each refusal of the service beside the field that it names."""
        for name, text in problems.items():
            shown = "selector_item" if name == "selectors" else name
            self.add_error(shown if shown in self.fields else None, text)


def initial_of(source: Source) -> dict[str, Any]:
    """What the form shows of a source that there is."""
    plain = ("slug", "name", "format", "url", "folder", "side", "tier", "language", "timezone",
             "check_minutes", "selectors")  # fmt: skip
    shown = {name: getattr(source, name) for name in plain}
    return initial_of_fields({**shown, "country": source.country_id or ""})


def initial_of_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same for the fields of one that there is not yet."""
    selectors = fields.get("selectors", {})
    plain = {name: value for name, value in fields.items() if name != "selectors"}
    return {**plain, **{f"selector_{name}": path for name, path in selectors.items()}}
