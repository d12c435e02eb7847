"""Drawn scenes of Port Ellery and its coast: one function each, from nothing to a finished picture."""
