"""The reading desk: what was read is confirmed into the registers."""
