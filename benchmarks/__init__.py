"""How long things take, each as a ratio to the start of Python itself on the same machine."""
