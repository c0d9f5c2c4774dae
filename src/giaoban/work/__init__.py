"""Tasks as confirmed."""
