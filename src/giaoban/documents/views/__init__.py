"""The pages of papers received."""
