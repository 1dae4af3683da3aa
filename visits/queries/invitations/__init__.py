"""Invitations: offered, accepted, declined or still open, apart from the visits they led to."""
