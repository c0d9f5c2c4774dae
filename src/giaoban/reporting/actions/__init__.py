"""Acts on periods, reports, indicators and the closing."""
