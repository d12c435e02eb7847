"""Who gets what: every address of the newsroom, asked by everybody, held to one table (``TABLE.txt``)."""
