"""Papers received: the intake record, the file, its readings."""
