"""Text in, mentions and events out: `extract(document, packaged_gazetteer())`."""

from visits.extraction.documents import Document
from visits.extraction.gazetteer import Gazetteer, packaged_gazetteer
from visits.extraction.reading import extract
from visits.extraction.records import Extraction

__all__ = ["Document", "Extraction", "Gazetteer", "extract", "packaged_gazetteer"]
