"""Side-by-side measurements: peer, limit and ours, always in one run on one machine."""
