"""Merging: two versions of a file that both grew from a third become one, field by field."""
