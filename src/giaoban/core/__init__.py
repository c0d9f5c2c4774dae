"""The base page, the audit trail, search, background jobs, roles and policies."""
