"""Names of gatherings in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from visits.models import Gathering
from visits.queries.day_forms import spoken
from visits.queries.gatherings.lists import series_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# By what the keys of a series' editions have in common; several names lead to one series.
_SERIES: dict[str, StrPromise] = {
    "asean-regional-forum": _("ASEAN Regional Forum"),
    "asean-summit": _("ASEAN summit"),
    "east-asia-summit": _("East Asia Summit"),
    "apec-leaders-summit": _("APEC leaders' summit"),
    "apec-summit": _("APEC leaders' summit"),
    "munich-security-conference": _("Munich Security Conference"),
    "meeting-of-nato": _("NATO meeting"),
    "nato-summit": _("NATO summit"),
    "sommet-de-lotan": _("NATO summit"),
    "sommet-du-anniversaire-de-lotan": _("NATO anniversary summit"),
    "g7-summit": _("G7 summit"),
    "sommet-du-g7": _("G7 summit"),
    "g20-summit": _("G20 summit"),
    "sommet-du-g20": _("G20 summit"),
    "brics-summit": _("BRICS summit"),
    "sco-summit": _("SCO summit"),
    "shanghai-cooperation-organization-summit": _("SCO summit"),
    "united-nations-general-assembly": _("United Nations General Assembly"),
    "un-general-assembly": _("United Nations General Assembly"),
    "summit-of-the-americas": _("Summit of the Americas"),
    "world-economic-forum": _("World Economic Forum"),
    "belt-and-road-forum": _("Belt and Road Forum"),
    "shangri-la-dialogue": _("Shangri-La Dialogue"),
}


def gathering_name(gathering: Gathering) -> str:
    """The name that an editor gave it, else that of its series, in the reader's language; else
    the one that it was announced by."""
    language = spoken().partition("-")[0]
    told = gathering.names.get(language) or _SERIES.get(series_of(gathering))
    return str(told or gathering.name)
