"""Meetings as linking anew has them: rows that are not stored as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from visits.linking import LinkedMeeting, Party
from visits.linking.keys import names_compatible
from visits.models import Country, Meeting, MeetingClaim, MeetingParticipant
from visits.queries.as_of import read_with
from visits.queries.meetings import meetings_shown


def meetings_then(linked: Sequence[LinkedMeeting]) -> list[Meeting]:
    """The meetings as they were told, with those of today's participants who were named then.

    Found by the claims that they share with today's; not to be saved. Three queries.
    """
    standing = [one for one in linked if not one.rejected]
    keys = [key for one in standing for key in one.claims]
    links = MeetingClaim.objects.filter(claim__key__in=keys)
    homes = dict(links.values_list("claim__key", "meeting"))
    rows = meetings_shown().in_bulk(set(homes.values()))
    countries = Country.objects.in_bulk({one.country for one in standing if one.country})
    found: dict[int, Meeting] = {}
    for one in standing:
        pk = next((homes[key] for key in one.claims if key in homes), 0)
        if pk in rows and pk not in found:
            found[pk] = _as_told(rows[pk], one, countries.get(one.country or ""))
    return list(found.values())


def _as_told(row: Meeting, linked: LinkedMeeting, country: Country | None) -> Meeting:
    people = list(row.participants.all())
    day = linked.day
    meeting = Meeting(
        pk=row.pk,
        form=linked.form.value,
        status=linked.status.value,
        state=row.state,
        day_earliest=day.earliest if day else None,
        day_latest=day.latest if day else None,
        country=country,
        city=linked.city or "",
        gathering=row.gathering,
    )
    meeting._state.adding = False
    named = _named_then(people, linked)
    read_with(meeting, "participants", MeetingParticipant.objects.all(), named)
    return meeting


def _named_then(
    people: Sequence[MeetingParticipant], linked: LinkedMeeting
) -> list[MeetingParticipant]:
    """Those whom the claims of then name; all of them where their names tell nobody apart."""
    found = [one for one in people if any(_is(one, party) for party in linked.participants)]
    return found or list(people)


def _is(one: MeetingParticipant, party: Party) -> bool:
    official = one.official
    if party.official:
        return party.official in (official.key, f"visitbook:{official.pk}")
    return names_compatible(official.name, party.name, party.country)
