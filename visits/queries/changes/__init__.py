"""What changed of visits: which state became which, and what to call it."""
