"""Rigs: each tries one promise thousands of times and prints its counts; a fast test runs a few."""
