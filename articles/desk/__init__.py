"""The desk: the editors' side, on Django's admin. One module a concept; whatever a lower room writes is left to it."""
