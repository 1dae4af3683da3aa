"""Meetings as linking anew has them: rows that are not stored as they stand.

Their earlier states are not kept, so that a list is of as many as can be linked anew for a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from visits.linking import LinkedMeeting, Party
from visits.linking.keys import names_compatible
from visits.models import Country, Meeting, MeetingClaim, MeetingParticipant, Visit
from visits.queries.as_of import read_with
from visits.queries.meetings import meetings_shown
from visits.queries.recomputed import meetings_as_of
from visits.queries.then.moment import AsOf

# So many meetings of a list are linked anew.
MOST_MEETINGS = 40


@dataclass(frozen=True, slots=True)
class MetThen:
    """Meetings as they were told then, the latest first, and the visits that they were on."""

    meetings: tuple[Meeting, ...]
    visits: tuple[Visit, ...]


def met_then(meetings: QuerySet[Meeting], then: AsOf) -> MetThen:
    """Of the meetings those of which anything had been told by then, as they were told.

    Of a long list the latest ones. One whose participants were others then is found as well.
    """
    links = MeetingClaim.objects.filter(_told_by(then))
    told = meetings.filter(Exists(links.filter(meeting=OuterRef("pk"))))
    latest = told.order_by(F("day_earliest").desc(nulls_first=True), "-pk")
    ids = list(latest.values_list("pk", flat=True)[:MOST_MEETINGS])
    if not ids:
        return MetThen((), ())
    keys = links.filter(meeting__in=ids).order_by().values_list("claim__key", flat=True)
    found = meetings_as_of(list(keys), then.when, then.basis)
    rows = [row for row in meetings_then(found.meetings) if row.pk in ids]
    rows.sort(key=lambda row: (row.day_earliest or date.max, row.pk), reverse=True)
    return MetThen(tuple(rows), found.visits)


def _told_by(then: AsOf) -> Q:
    if then.by_record:
        return Q(claim__created_at__lte=then.when)
    return Q(claim__announcement__published_at__lte=then.when)


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
