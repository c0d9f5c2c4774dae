"""Questions to reporting."""
