"""What each report says. No terminal, no library, no clock: records and a day in, an answer out."""
