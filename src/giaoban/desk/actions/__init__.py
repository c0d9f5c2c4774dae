"""Acts at the desk: what was read becomes findings, a person decides, decisions can be undone."""
