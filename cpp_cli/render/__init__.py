"""How an answer is shown: as text, at a terminal, as a page, as data. Never what it says."""
