"""What is stored of imports, and what rows of a table may be among it."""
