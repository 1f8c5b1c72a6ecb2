"""What each command does, one module a command. Typer is known here and in `cli/`, nowhere else."""
