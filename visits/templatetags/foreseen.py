"""Words for visits as linking would make them, which have no rows yet."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from visits.choices import VISIT_STATUSES
from visits.linking import LinkedVisit
from visits.queries import wording

register = template.Library()
_STATUSES = {str(status): words for status, words in VISIT_STATUSES}


@register.filter
def linked_title(visit: LinkedVisit) -> str:
    """ "Wang Yi to Moscow, Russia"."""
    names = wording.listed([party.name for party in visit.visitors if party.name])
    cities = [*visit.cities[:1], wording.country_name(visit.host)]
    who = names or wording.country_name(visit.visitor_country or "") or _("A delegation")
    return _("%(who)s to %(place)s") % {"who": who, "place": _(", ").join(cities)}


@register.filter
def linked_days(visit: LinkedVisit) -> str:
    """Both ends in words; "" where no day is told."""
    ends = [window for window in (visit.start, visit.end) if window is not None]
    words = [wording.window_words(window.earliest, window.latest) for window in ends]
    return " – ".join(dict.fromkeys(words))


@register.filter
def linked_status(visit: LinkedVisit) -> str:
    return str(_STATUSES[visit.status.value])
