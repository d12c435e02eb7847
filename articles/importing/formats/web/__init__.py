"""Pages of the web: their words in order, which of them are the story's, its pictures and what is said beside them."""
