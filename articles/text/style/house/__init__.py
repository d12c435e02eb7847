"""What a desk writes itself: its rules, and the names that it knows."""
