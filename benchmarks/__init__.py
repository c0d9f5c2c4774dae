"""What is measured, on which texts, and beside whom."""
