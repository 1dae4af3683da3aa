"""The words of each reason that an import gives."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from visits.reasons import Why

WORDS: Mapping[Why, Promise | str] = {
    Why.FORMULA: _("holds a formula: put its value there"),
    Why.TOO_LONG: _("longer than %(n)s characters"),
    Why.OWN_COUNTRY: _("the host is the visitor's own country"),
    Why.END_FIRST: _("the last day comes before the first"),
    Why.NO_HOST: _("the host country is empty"),
    Why.UNKNOWN_COUNTRY: _("unknown country “%(name)s”"),
    Why.NOBODY: _("nobody is named"),
    Why.NO_YEAR: _("“%(text)s” is no date with a year"),
    Why.NO_DATE: _("“%(text)s” is no date"),
    Why.NO_SUCH_DAY: _("“%(text)s” is not a day that the calendar has"),
    Why.OUT_OF_CALENDAR: _("the calendar runs from %(first)s to %(last)s"),
    Why.SHORT_YEAR: _("“%(text)s” gives the year in two figures"),
    Why.EITHER_ORDER: _(
        "“%(text)s” may be day/month or month/day, and the column does not show which"
    ),
    Why.UNKNOWN_KIND: _("“%(text)s” is no kind of visit that is known here"),
    Why.UNKNOWN_STATUS: _("“%(text)s” is no status that is known here"),
    Why.NO_ADDRESS: _("“%(text)s” is no address of a page"),
    Why.NO_STATE_THEN: _("%(country)s was no state on %(day)s"),
    Why.SEVERAL_COUNTRIES: _("“%(text)s” may be %(countries)s"),
    Why.COUNTRY_NOT_STORED: _("%(country)s is not among the countries stored here"),
    Why.AS_ROW: _("as row %(row)s"),
    Why.KEY_AS_ROW: _("row %(row)s has the same key, and says something else"),
    Why.AS_BEFORE: _("as it was imported before"),
    Why.SAYS_ELSE: _("says something else than when it was imported"),
    Why.TAKEN_BACK: _("was taken back before"),
    Why.SAID_ALREADY: _("visit %(visit)s says so already"),
    Why.NEAR_VISIT: _("visit %(visit)s of the same person is near it, and differs in: %(fields)s"),
    Why.OF_VISIT: _("is visit %(visit)s, and says the same"),
    Why.CHANGES_VISIT: _("is visit %(visit)s, and differs in: %(fields)s"),
    Why.NO_COUNTRY: _("the visitor's country is not told"),
    Why.SEVERAL_OFFICIALS: _("%(n)s officials may be %(name)s"),
    Why.FEW_CELLS: _("has %(n)s cells, the header %(header)s: is the file cut off?"),
    Why.MANY_CELLS: _("has %(n)s cells, the header %(header)s"),
    Why.LONG_CELL: _("cell %(n)s is longer than %(most)s characters"),
    Why.OPEN_QUOTE: _("a quotation mark on line %(line)s is never closed: is the file cut off?"),
    Why.NOT_CSV: _("lines %(first)s to %(last)s are not CSV (%(text)s)"),
    Why.NO_EVENT: _("this event can't be read (%(text)s)"),
    Why.EMPTY_CELL: _("is empty"),
    Why.CONTROL: _("holds a character that no text has"),
    Why.NO_OFFICE_DATE: _("“%(text)s” is no YYYY-MM-DD, YYYY-MM or YYYY"),
    Why.UNKNOWN_OFFICE_KIND: _("“%(text)s” is no kind of office that is known here"),
    Why.NAMESAKES: _("%(n)s officials of %(country)s are called %(name)s: give a person_id"),
    Why.SAME_TENURE: _("the same tenure twice: ends %(end)s, row %(row)s says %(other)s"),
    Why.TOO_LARGE: _("The file is larger than %(most)s MB: cut it in parts."),
    Why.NO_TABLE: _("This is no CSV, XLSX or iCalendar: save it as one of them."),
    Why.NO_TEXT: _("This is no CSV: it holds bytes that no text has."),
    Why.EMPTY_FILE: _("The file is empty."),
    Why.MANY_ROWS: _("More than %(most)s rows: cut the file in parts."),
    Why.MANY_COLUMNS: _("More than %(most)s columns."),
    Why.NO_HEADER: _("The first row names fewer than two columns: is it the header?"),
    Why.NOT_UTF8: _("The text is not UTF-8: it was read as Windows Latin-1."),
    Why.BROKEN_WORKBOOK: _("The workbook can't be read, perhaps it is cut off (%(text)s)."),
    Why.MANY_PARTS: _("The workbook has more than %(most)s parts."),
    Why.SWELLS: _("The workbook unpacks to %(n)s MB, far more than it should."),
    Why.ENTITIES: _("The workbook declares entities, which none needs."),
    Why.BROKEN_CALENDAR: _("The calendar can't be read (%(text)s)."),
    Why.CUT_CALENDAR: _("The calendar breaks off before its end: its last event may be missing."),
    Why.COLUMNS_MISSING: _("No column is called: %(names)s. Found: %(found)s."),
    Why.COLUMN_TWICE: _("A column is given twice: %(name)s."),
    Why.COLUMNS_UNREAD: _("Columns that mean nothing here: %(names)s."),
    Why.AS_TOLD: "%(text)s",
}
