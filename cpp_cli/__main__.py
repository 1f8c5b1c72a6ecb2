"""`python -m cpp_cli` is the same program as `cpp`."""

import sys

from cpp_cli.main import main

if __name__ == "__main__":
    sys.exit(main())
