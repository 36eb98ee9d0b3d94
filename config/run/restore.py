"""`make restore FILE=…`: as `manage.py restore`, on a machine where nothing was set up yet."""

import os
import subprocess
import sys

from config.run.site import ROOT, Site, StartRefused
from core import data_folder


def main(path: str) -> int:
    """Make the data folder and its key, so that settings can be read, then restore into it."""
    try:
        site = Site.from_environment()
        data_folder.make(site.folder)
    except (StartRefused, data_folder.FolderRefused) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    data_folder.make_key(site.folder)
    command = [sys.executable, "manage.py", "restore", path, "--yes"]
    return subprocess.run(command, env=site.environment(), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main(*sys.argv[1:2] or [""]))
