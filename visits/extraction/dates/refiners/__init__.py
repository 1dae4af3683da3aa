"""Steps from the mentions that the parsers found to those that stand, in their order."""

from visits.extraction.dates.refiners.join import join_ranges
from visits.extraction.dates.refiners.lists import extend_lists
from visits.extraction.dates.refiners.now import drop_now
from visits.extraction.dates.refiners.prepositions import read_prepositions
from visits.extraction.dates.refiners.weeks import attach_weeks

REFINERS = (attach_weeks, extend_lists, join_ranges, drop_now, read_prepositions)

__all__ = ["REFINERS"]
