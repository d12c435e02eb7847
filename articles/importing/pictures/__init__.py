"""Pictures that come along with copy."""
