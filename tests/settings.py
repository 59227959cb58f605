"""The application's own settings, in a data folder that lasts as long as the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = Path(tempfile.mkdtemp(prefix="leadline-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ |= {"LEADLINE_DATA": str(_FOLDER), "LEADLINE_SECRET_KEY": "only for tests " * 4}

from leadline.wiring.settings import *  # noqa: F403
from leadline.wiring.settings import DATABASES

# A file, as in real life: SQLite in memory knows neither its log nor a second connection's lock.
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    DATABASES["default"]["TEST"] = {"NAME": _FOLDER / "leadline.sqlite3"}

# The real hasher is slow on purpose, and no test is about its strength.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
