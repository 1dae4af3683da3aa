"""Tables of trips: staged, looked at, stored, linked and taken back, a slice at a time."""
