"""Copies into the newsroom, batch by batch."""
