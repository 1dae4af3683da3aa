"""Rows of any number as a stream of bytes: portion by portion, in constant memory."""
