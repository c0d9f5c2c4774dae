"""Acts of reporting; each puts itself on record."""
