"""Which files a run has, and what is known of them beside their bytes."""
