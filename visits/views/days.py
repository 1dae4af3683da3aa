from __future__ import annotations

from datetime import date

from django.http import Http404

from visits.extraction.stays import FIRST_DAY, LAST_DAY


def day_or_404(year: int, month: int, day: int) -> date:
    """The day of the calendar that an address names."""
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404(f"{year}-{month}-{day} is no day of the calendar.") from error
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Http404(f"The calendar runs from {FIRST_DAY.year} to {LAST_DAY.year}.")
    return found
