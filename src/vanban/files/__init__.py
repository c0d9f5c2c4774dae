"""A file in, its text out."""
