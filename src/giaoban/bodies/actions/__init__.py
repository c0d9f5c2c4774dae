"""What is done to bodies: recorded, edited, reorganised, taken from the presets."""
