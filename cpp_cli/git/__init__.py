"""The one door to git: whatever the toolkit asks of git or tells it, it does here."""
