"""Checks of figures that must agree: changes, shares, votes, days, the headline with its story, forms of one kind."""
