"""Pages of periods, reports, indicators and the closing."""
