"""Checks of words: of their spelling, in two countries and of one name, and of those that are taken for others."""
