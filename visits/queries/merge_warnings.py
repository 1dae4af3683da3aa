"""What speaks against two visits being one, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from visits.models import Visit


def warnings_before_merge(one: Visit, other: Visit) -> tuple[str, ...]:
    """Who or where differs between the two; nothing where they may well be one."""
    found = []
    if one.host_id != other.host_id:
        hosts = {"one": one.host, "other": other.host}
        found.append(
            _(
                "They are to different countries, %(one)s and %(other)s: as one visit only one of "
                "these remains its host country."
            )
            % hosts
        )
    if one.visitor_country_id and other.visitor_country_id:
        senders = {"one": one.visitor_country, "other": other.visitor_country}
        if one.visitor_country_id != other.visitor_country_id:
            found.append(_("They come from different countries, %(one)s and %(other)s.") % senders)
    if one.head_id and other.head_id and one.head_id != other.head_id:
        heads = {"one": one.head, "other": other.head}
        found.append(_("They are of different people, %(one)s and %(other)s.") % heads)
    return tuple(found)
