"""`python -m tests.matrix`: the matrix, and how large it is; with ``--all`` in full, which takes many minutes.

What else follows is passed on to pytest. It asks the database that DATABASE_URL names.
"""

import os
import sys

import pytest

if __name__ == "__main__":
    given = sys.argv[1:]
    os.environ["TEST_MATRIX"] = "all" if "--all" in given else "size"
    sys.exit(pytest.main(["tests/matrix", "-q", *(one for one in given if one != "--all")]))
