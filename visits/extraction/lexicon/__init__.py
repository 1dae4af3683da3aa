"""Packaged tables of words, one file a language and purpose."""
