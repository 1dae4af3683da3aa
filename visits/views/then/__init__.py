"""Views of the past: what pages showed, or would have shown, at a time."""
