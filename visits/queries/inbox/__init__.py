"""The inbox: what the program is unsure of, and what the desk did with it."""
