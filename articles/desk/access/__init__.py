"""Who gets into the desk: logging in, and what everybody sees and changes of their own account."""
