"""Rows as the API and the exports tell them: plain values, no model instances, few queries."""
