"""What follows from the records on a day: nothing of it is ever stored."""
