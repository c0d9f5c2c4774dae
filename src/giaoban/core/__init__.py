"""The ground of the site: base page, audit trail, search, jobs, time."""
