"""Tags of reporting's pages."""
