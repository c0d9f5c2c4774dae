"""What is written: notices, mails, preferences."""
