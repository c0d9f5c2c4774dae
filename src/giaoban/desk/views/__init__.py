"""The pages of the reading desk."""
