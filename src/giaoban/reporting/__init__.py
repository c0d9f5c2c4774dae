"""Periods, bodies' reports, indicators, and the quarter that is frozen."""
