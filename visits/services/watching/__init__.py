"""Following officials, countries, pairs, tours and filters, and being told what changed."""
