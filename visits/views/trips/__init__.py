"""Pages of the trip form: entering, what helps while one types, drafts."""
