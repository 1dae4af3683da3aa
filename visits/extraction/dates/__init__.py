"""Date expressions in text, as windows of days."""

from visits.extraction.dates.expressions import DateExpression, Precision
from visits.extraction.dates.finder import find_dates
from visits.extraction.dates.windows import Window

__all__ = ["DateExpression", "Precision", "Window", "find_dates"]
