"""The form of a whole trip: its fields as they were typed, and what they mean."""

from visits.forms.trip.fields import TripForms
from visits.forms.trip.typed import ROWS, Typed, typed_of

__all__ = ["ROWS", "TripForms", "Typed", "typed_of"]
