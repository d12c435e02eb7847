"""The style book as pages: all that is checked and why, read and searched; rules of the desk written, tried, put in
force.
"""

from articles.desk.stylebook import pages

__all__ = ["pages"]
