"""`python -m cpp_cli` is the same program as `cpp`."""

import sys

from cpp_cli.start import start

if __name__ == "__main__":
    sys.exit(start())
