"""What a copy is to the stories and files that are held: the same, much alike, better in a part, or new."""
