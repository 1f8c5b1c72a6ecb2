"""Is everything in place? One check after the other, each for itself."""
