"""The command line: the table of commands, the options all share, and the terminal."""
