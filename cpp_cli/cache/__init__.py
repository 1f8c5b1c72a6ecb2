"""What was worked out before, kept in plain files that may go away at any time."""
