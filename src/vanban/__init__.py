"""Read Vietnamese official documents into records with exact spans."""
