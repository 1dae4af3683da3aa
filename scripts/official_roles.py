"""What an office is for, read from its title in the sources."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """`title` tells offices of one role and country apart; "" is the office of that role."""

    role: str
    title: str
    label: str


#: Offices that several people hold at once: a new holder ends nobody's tenure.
SHARED = (
    ":deputy_head", "state-councilor", "federal-council", "captain-regent", "co-prince",
    "minister-of-state", "without-portfolio", "senior-minister", ":legislator", ":deputy_minister",
)  # fmt: skip

_NOT_NATIONAL = re.compile(
    r"ambassador|permanent rep|justice|judge|governor of|mayor|district|oblast|commissioner"
    r"|premier of (?!the state council|the people|north korea)|chief minister of (?!sierra)"
    r"|chief of (defen|staff|the (defen|general|army|navy|air|joint|nat))"
    r"|commander|military cabinet|private secretary|principal secretary|state secretary"
    r"|azad kashmir|crimea|bashkortostan|sakha|sami|guernsey|cantabria|puerto rico|jersey"
    r"|french co-prince|pontifical|prime minister's office|office of the prime minister"
    r"|of the prime minister|premier in|foreign trade$"
    r"|defen[cs]e (materiel|production|equipment|science|and space)|home front"
    r"|associate|comptroller|treasury board|caixa|chamber of deputies|storting|yuan(?! of)",
    re.IGNORECASE,
)
_EXACT = {
    "president": ("head_of_state", ""),
    "acting president": ("head_of_state", ""),
    "monarch": ("head_of_state", ""),
    "emperor": ("head_of_state", ""),
    "pope": ("head_of_state", ""),
    "prime minister": ("head_of_government", ""),
    "premier": ("head_of_government", ""),
    "premier of the state council": ("head_of_government", ""),
    "general secretary of the chinese communist party": ("head_of_state", "party-leader"),
    "alternate prime minister": ("deputy_head", "alternate-prime-minister"),
    "vice president": ("deputy_head", "vice-president"),
    "first vice president": ("deputy_head", "first-vice-president"),
    "deputy president": ("deputy_head", "deputy-president"),
    "deputy prime minister": ("deputy_head", "deputy-prime-minister"),
    "first deputy prime minister": ("deputy_head", "first-deputy-prime-minister"),
    "vice premier": ("deputy_head", "vice-premier"),
    "vice premier of the state council": ("deputy_head", "vice-premier"),
    "state councilor": ("minister", "state-councilor"),
    "senior minister": ("minister", "senior-minister"),
    "member of the swiss federal council": ("minister", "federal-council"),
    "chancellor of the exchequer": ("minister", "finance"),
    "secretary of state for the home department": ("minister", "interior"),
    "chief cabinet secretary": ("minister", "chief-cabinet-secretary"),
    "deputy secretary of state": ("deputy_minister", "deputy-secretary-of-state"),
    "deputy secretary of defence": ("deputy_minister", "deputy-secretary-of-defence"),
    "deputy minister of foreign affairs": ("deputy_minister", "deputy-foreign-minister"),
    "vice minister of foreign affairs": ("deputy_minister", "vice-foreign-minister"),
    "vice foreign minister": ("deputy_minister", "vice-foreign-minister"),
    "minister of state for europe": ("deputy_minister", "minister-of-state-for-europe"),
    "minister of state for foreign affairs": ("deputy_minister", "minister-of-state"),
    "national security advisor": ("official", "national-security-adviser"),
    "director of the national security office": ("official", "national-security-adviser"),
    "secretary of the security council": ("official", "security-council"),
    "secretary of the supreme national security council": ("official", "security-council"),
    "deputy chairman of the security council": ("official", "security-council-deputy"),
    "director of the cia": ("official", "cia-director"),
    "united states trade representative": ("minister", "trade-representative"),
    "first lady": ("official", "first-lady"),
    "secretary-general of the united nations": ("body_head", ""),
    "high representative of the union for foreign affairs and security policy": (
        "foreign_minister", "",
    ),
    "president of the executive yuan": ("head_of_government", ""),
    "speaker of the house of representatives": ("legislator", "speaker"),
    "speaker of the national assembly": ("legislator", "speaker"),
    "chairman of the national assembly": ("legislator", "speaker"),
    "chairman of the state duma": ("legislator", "state-duma"),
    "chairman of the federation council": ("legislator", "federation-council"),
    "speaker of the knesset": ("legislator", "speaker"),
    "speaker of the islamic consultative assembly": ("legislator", "speaker"),
}  # fmt: skip
#: What the sources call the civil servant who heads the ministry; the minister has another title.
_SECRETARY = {"IN": "minister of foreign affairs", "PK": "foreign secretary"}
_DEFENCE = re.compile(
    r"^((federal )?minister|secretary( of state)?) (of|for) (national )?"
    r"(defen[cs]e|the armed forces)( and (armed forces logistics|military veterans))?$",
    re.IGNORECASE,
)
_PORTFOLIOS = {
    "finance": r"finances?\b|treasury",
    "economy": r"econom",
    "trade": r"\btrade\b|commerce",
    "interior": r"interior|home affairs|internal affairs|homeland security|secretary of government",
    "energy": r"energy|petroleum",
    "development": r"international (development|cooperation)",
    "europe": r"europe",
    "intelligence": r"minister of intelligence",
    "security": r"state security|public security|political, legal, and security",
    "unification": r"reunification",
    "mainland": r"mainland affairs",
    "chief-of-cabinet": r"chief of the cabinet of ministers",
}
_MINISTER = re.compile(
    r"^(federal )?(coordinating )?minister\b|^secretary (of|for)\b|^chief of the cabinet"
    r"|^secretary of state for",
    re.IGNORECASE,
)
_JUNIOR = re.compile(
    r"deputy|parliamentary|under|minister of state|state owned|assisting", re.IGNORECASE
)
#: Their rows mix the ministers of states and provinces with the federal ones.
_FEDERATIONS = {"AU", "CA"}
_FEDERAL = re.compile(r"international (trade|cooperation)|^minister for trade$", re.IGNORECASE)
_LEADERS = {"head_of_state", "head_of_government", "leader"}


def classify(country: str, office: str, kind: str) -> Office | None:
    """The office that a title tells of, None for one that this file leaves out."""
    title = re.sub(r"\s+", " ", office).strip()
    lowered = title.lower()
    if not country:
        return None
    if lowered in _EXACT:
        if country in {"AU", "CA", "IN"} and lowered.startswith("speaker"):
            return None
        role, key = _EXACT[lowered]
        return Office(role, key, _label(title, role))
    if _NOT_NATIONAL.search(title):
        return None
    if _SECRETARY.get(country) == lowered:
        return Office("deputy_minister", "foreign-secretary", "Foreign Secretary")
    if kind == "foreign_minister" or (country, lowered) in {
        ("US", "secretary of state"), ("ZA", "minister of international relations and cooperation"),
    }:  # fmt: skip
        return Office("foreign_minister", "", _label(title, "foreign_minister"))
    if _DEFENCE.match(title) or (country, lowered) == ("US", "secretary of defence"):
        return Office("defence_minister", "", title)
    if kind in _LEADERS:
        return _leader(title, lowered, kind)
    return _minister(country, title, lowered)


def _leader(title: str, lowered: str, kind: str) -> Office | None:
    for word, role, key in (
        ("governor-general", "head_of_state", "governor-general"),
        ("supreme leader of iran", "head_of_state", "supreme-leader"),
        ("captain regent", "head_of_state", "captain-regent"),
        ("co-prince", "head_of_state", "co-prince"),
        ("chairman of the council of ministers", "head_of_government", ""),
        ("minister of state of monaco", "head_of_government", ""),
        ("chief minister", "head_of_government", "chief-minister"),
        ("premier", "head_of_government", ""),
    ):
        if word in lowered:
            return Office(role, key, _label(title, role))
    role = "head_of_state" if kind == "leader" else kind
    if role == "head_of_government" and not re.search(
        r"prime minister|premier|chancellor|taoiseach", lowered
    ):
        return None
    return Office(role, "", _label(title, role))


def _minister(country: str, title: str, lowered: str) -> Office | None:
    if not _MINISTER.match(title) or _JUNIOR.search(title) or "portfolio" in lowered:
        return None
    if country in _FEDERATIONS and not _FEDERAL.search(title):
        return None
    if country == "US" and re.search(r"of state of|navy|army|air force|maryland", lowered):
        return None
    for key, pattern in _PORTFOLIOS.items():
        if re.search(pattern, lowered):
            return Office("minister", key, title)
    return None


def _label(title: str, role: str) -> str:
    """The title without its country: "President of Albania" is "President"."""
    simple = re.match(
        r"^(acting )?(president|prime minister|premier|king|monarch|emir|sultan|emperor"
        r"|federal chancellor)\b(?! of the (council|government))", title, re.IGNORECASE,
    )  # fmt: skip
    if simple and role in _LEADERS:
        return simple.group(2).capitalize() if simple.group(2).islower() else simple.group(2)
    if role == "foreign_minister":
        plain = re.match(
            r"^ministers? (of|for) (foreign|external) (affairs|relations)", title, re.IGNORECASE
        )
        others = re.match(r"^minister (of|for) .*( and )", title, re.IGNORECASE)
        if plain and not others:
            return plain.group(0)[:1].upper() + plain.group(0)[1:]
        if (
            re.search(r"foreign( affairs)? minister|minister of foreign", title, re.IGNORECASE)
            and not others
        ):
            return "Minister of Foreign Affairs"
    return title[:1].upper() + title[1:]
