"""Long work of reporting."""
