"""A live story mended by two: one page to edit, see the changes and send; one on which another passes and publishes."""

from articles.desk.fixing.passing import pass_page
from articles.desk.fixing.sending import changes_fragment, fix_page

__all__ = ["changes_fragment", "fix_page", "pass_page"]
