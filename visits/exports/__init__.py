"""Rows in, bytes out: calendars, Atom, JSON-LD."""
