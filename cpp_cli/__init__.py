"""Keeps a project's records next to its code and checks them."""

__version__ = "0.1.0"
