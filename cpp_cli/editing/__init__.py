"""Changing records: what to write, where in the text it goes, and writing all of it or nothing."""
