"""Failures of processes, servers, network, disk and clock: afterwards all is as if none had been.

Each test has a database of its own on servers of its own, and real workers. What comes out is
compared, without surrogate ids and times of ours, with what a run without faults makes of it.
"""
