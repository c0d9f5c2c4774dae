"""Bodies and persons with periods of validity, mergers and successors, blocs."""
