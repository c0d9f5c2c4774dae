"""Read reports, periods and figures."""
