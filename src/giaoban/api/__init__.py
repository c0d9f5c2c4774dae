"""The interface for programs: the same acts as the pages', by tokens of bodies."""
