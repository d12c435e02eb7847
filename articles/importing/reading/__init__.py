"""Files to copies: their bytes, what recurs in their lines, and the stories that they hold. Nothing is written here."""
