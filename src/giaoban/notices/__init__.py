"""Notices: what a person is told, in the site and by at most one mail a day."""
