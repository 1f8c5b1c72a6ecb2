"""From the files of the records to values: each step returns what it read and what is wrong."""
