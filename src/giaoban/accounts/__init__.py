"""Users, sign-in, and handing over."""
