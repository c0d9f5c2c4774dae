"""The site's settings as the tests run it: same site, own folder, cheap passwords."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="giaoban-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["GIAOBAN_HOME"] = _home

# A settings module is extended by a star import; Django knows no other way.
from giaoban.config.settings import *  # noqa: E402, F403
from giaoban.config.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Styles and scripts are served as they lie in the source: nothing has to be collected first.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# The tests of the second step switch it on.
REQUIRE_TOTP: list[str] = []
