"""Pages of bodies, people, blocs and classes."""
