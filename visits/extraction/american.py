"""American towns that are called like places abroad: "Paris, Texas", "Athens, Georgia"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from visits.extraction.gazetteer import Hit, Place
from visits.extraction.mentions import PlaceForm

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii"
    "|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    "|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia"
    "|West Virginia|Wisconsin|Wyoming"
)
#: As newspapers shorten them.
_SHORT = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo"
    r"|Mont|N\.[CDHJMY]|Neb|Nev|Okla|Ore|Pa|R\.I|S\.[CD]|Tenn|Tex|Va|Vt|W\.Va|Wash|Wis|Wyo)\."
)
_STATE_AFTER = re.compile(rf", (?:{_STATES}|{_SHORT})(?!\w)")
_GEORGIA_AFTER = re.compile(r", Georgia(?!\w|['’])")
#: After the last of "Rome, Georgia and Armenia" the list goes on; "Rome, Ga., and" is a place.
_GOES_ON = re.compile(r" (?:and|or) [A-Z]|, [A-Z][\w ]{2,20},? (?:and|or) ")
_STATE_BESIDE = re.compile(rf",? (?:and|or) (?:{_STATES})(?!\w)|, (?:{_STATES}),? (?:and|or) ")
_STATE_BEFORE = re.compile(rf"(?<!\w)(?:{_STATES})(?:,|,? and|,? or) $")
_LONGEST_BEFORE = 20
AMERICA = "US"


def with_american_towns(text: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, where a town with its state is one in America, and Georgia among states is one."""
    found: list[Hit] = []
    end = 0
    for hit in hits:
        if hit.start < end:  # the state that its town was read with
            continue
        state = _state_of(text, hit)
        if state is not None:
            found.append(_american(hit, text[hit.start : hit.end]))
            end = state
        elif _is_georgia(hit) and _among_states(text, hit):
            found.append(_american(hit, "Georgia"))
        else:
            found.append(hit)
    return tuple(found)


def _state_of(text: str, hit: Hit) -> int | None:
    """Where the state ends that the text names behind the place, None where it names none."""
    if not hit.places or not text.startswith(", ", hit.end):
        return None
    is_american = any(place.country == AMERICA for place in hit.places)
    after = _STATE_AFTER.match(text, hit.end) or _georgia_after(text, hit)
    if after is None or (not is_american and _GOES_ON.match(text, after.end())):
        return None
    return after.end()


def _georgia_after(text: str, hit: Hit) -> re.Match[str] | None:
    """Georgia where it can be no country: behind a town that is not in it."""
    towns = [place.country for place in hit.places if place.form is PlaceForm.CITY]
    if not towns or "GE" in towns:
        return None
    return _GEORGIA_AFTER.match(text, hit.end)


def _is_georgia(hit: Hit) -> bool:
    return any(place.country == "GE" and place.form is PlaceForm.COUNTRY for place in hit.places)


def _among_states(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.start - _LONGEST_BEFORE) : hit.start]
    return bool(_STATE_BESIDE.match(text, hit.end) or _STATE_BEFORE.search(before))


def _american(hit: Hit, town: str) -> Hit:
    place = Place(AMERICA, town, PlaceForm.CITY, hit.places[0].languages)
    return replace(hit, places=(place,), officials=())
