"""Colours that several scenes share."""

SKINS = ("#8a5a44", "#d9a47f", "#5e3b32", "#c58a68")
