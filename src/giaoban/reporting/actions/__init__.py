"""Acts of reporting."""
