"""Reference data that editors change: kept over later loads, and heard by readers and linking."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from visits.models import Announcement, Claim, Country, Office, Official, ReferenceLoad
from visits.services.officials import fold_name
from visits.services.people import texts_naming
from visits.services.rereading import reread_announcements
from visits.services.timelines import retell
from visits.terms import EditorialState

# What the record of other names goes by, beside the columns of an official.
NAMES = "names"
_NAMED_BY = frozenset({"name", "family", "given", "country", "state", NAMES})
_WORDS = frozenset(
    {
        "names",
        "aliases",
        "demonyms",
        "capitals",
        "cities",
        "metonyms",
        "abbreviations",
        "valid_from",
        "valid_to",
    }
)


def remember_edits(*, record: Country | Office | Official, fields: Collection[str]) -> None:
    """Marks these columns of the record as an editor's; the caller saves it."""
    record.edited = sorted({*record.edited, *fields})


@transaction.atomic
def tell_official_edited(*, official: Official, fields: Collection[str]) -> int:
    """Leaves due what names the official, or bears a name of theirs; how many texts that are.

    Their timelines are linked again, and the texts are read again, which gives the claims the
    keys that the new names make.
    """
    if not _NAMED_BY & set(fields):
        return 0
    official.save(update_fields=["edited", "updated_at"])
    folded = {fold_name(official.name), *official.other_names.values_list("folded", flat=True)}
    proposed = Official.objects.filter(state=EditorialState.PROPOSED, folded__in=folded)
    texts = texts_naming([official.pk, *proposed.values_list("pk", flat=True)])
    retell(texts, timezone.now())
    return reread_announcements(announcements=[text.pk for text in texts])


@transaction.atomic
def tell_country_edited(*, country: Country, fields: Collection[str]) -> int:
    """Leaves due the texts behind the visits and meetings of the country; how many that are.

    Linking goes by the country's code, which stays: what other words make of a text, only a new
    reading tells, and its claims make their timelines due.
    """
    date_edit()
    if not _WORDS & set(fields):
        return 0
    told = Claim.objects.filter(superseded_at=None).filter(
        Q(visits__host=country)
        | Q(visits__visitor_country=country)
        | Q(meetings__country=country)
        | Q(meetings__participants__official__country=country)
    )
    texts = Announcement.objects.filter(pk__in=told.order_by().values("announcement"))
    return reread_announcements(announcements=list(texts.values_list("pk", flat=True)))


def date_edit() -> None:
    """Dates the last change of the reference data by an editor."""
    ReferenceLoad.objects.update(edited_at=timezone.now())
