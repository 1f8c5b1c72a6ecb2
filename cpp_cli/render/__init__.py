"""How an answer is shown: as text, at a terminal, as Markdown, JSON or CSV. Never what it says."""
