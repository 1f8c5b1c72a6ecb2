"""Tests of pages as people meet them: in a browser. `scripts/test --browser` runs them."""
