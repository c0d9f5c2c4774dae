"""The site: a workspace for a coordinating body and its member bodies."""
