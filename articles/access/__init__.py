"""Who gets into the desk, and who does not: ``tries`` counts those that fail."""
