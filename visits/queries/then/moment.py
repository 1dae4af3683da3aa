from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone

from visits.linking.asof import Basis
from visits.models import VisitVersion


@dataclass(frozen=True, slots=True)
class AsOf:
    """A time to look from, as it was `written` in the address.

    By publication: what had been announced by then, as we know today. By record: what the site
    itself had learnt by then.
    """

    when: datetime
    written: str
    basis: Basis = "published"

    @property
    def day(self) -> date:
        return timezone.localdate(self.when)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that ask for it."""
        return [("as_of", self.written), *([("basis", self.basis)] if self.by_record else [])]

    @property
    def by_record(self) -> bool:
        return self.basis == "recorded"


def first_state(then: AsOf) -> datetime | None:
    """When anything was told of any visit for the first time; None where nothing ever was."""
    if then.by_record:
        first = VisitVersion.objects.order_by("pk").values_list("recorded_from", flat=True).first()
    else:
        first = VisitVersion.objects.aggregate(first=Min("published_from"))["first"]
    return first
