"""Trips entered by hand: checked, put into words, stored as claims; and drafts of them."""

from visits.services.trip_entry.entering import Entered, enter_tour, enter_trip
from visits.services.trip_entry.told import (
    ABOVE,
    LONGEST,
    MeetingTold,
    StopTold,
    Traveller,
    TripTold,
)

__all__ = [
    "ABOVE",
    "LONGEST",
    "Entered",
    "MeetingTold",
    "StopTold",
    "Traveller",
    "TripTold",
    "enter_tour",
    "enter_trip",
]
