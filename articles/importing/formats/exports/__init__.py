"""What content management systems and newsletters give out of themselves: many stories in a file, or a list of them."""
