"""Fill an empty database with registers of a size, for the benchmark of list pages."""
