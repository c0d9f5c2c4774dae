"""Tags of tasks."""
