"""Lists as data files: document types, issuing bodies, titles, provinces by period."""
