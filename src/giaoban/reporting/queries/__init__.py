"""Questions to periods, reports and indicators."""
