"""What a record of each kind holds. Pure data: what follows from it is worked out elsewhere."""
