"""Sharing: the newest records come in, and what was written here goes out for review."""
