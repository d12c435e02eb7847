"""A run looked over by people: its figures, its open doubts, a sample to tick, and rules made of its lines."""
