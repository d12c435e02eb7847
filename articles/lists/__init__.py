"""The lists of stories that readers see: what their addresses may say, and what they can be narrowed by."""
