"""Pages of tokens, and the operations of the interface."""
