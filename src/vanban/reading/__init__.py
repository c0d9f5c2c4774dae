"""Text in, record out: one module for each thing read, in the order they run."""
