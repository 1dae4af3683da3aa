"""Gatherings: who attends, who meets on their sidelines, and the editions of other years."""
