"""How a records repository begins: the files that stand in one, and those around the records."""
