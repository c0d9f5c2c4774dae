"""What is done to accounts: made, edited, closed, handed over, taken from Excel."""
