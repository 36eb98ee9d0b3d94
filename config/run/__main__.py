"""`python -m config.run`: check, prepare, start, say where it is, and keep it alive."""

import logging
import logging.handlers
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from config.run.site import ROOT, Site, StartRefused
from config.run.supervisor import Supervisor
from core import data_folder

LOG_BYTES = 5_000_000
LOG_FILES = 5
DEMO_FILE = "demo-people.txt"


def main() -> int:
    """Run the site until it is stopped; 1 and one sentence if it cannot start."""
    os.umask(0o077)  # what is written is for its owner only
    try:
        site = Site.from_environment()
        data_folder.make(site.folder)
        with data_folder.locked(site.folder):
            site.check_port()
            return _run(site)
    except (StartRefused, data_folder.FolderRefused) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1


def _run(site: Site) -> int:
    data_folder.make_key(site.folder)
    _keep_logs(site)
    environment = site.environment()
    prepared = subprocess.run(
        [sys.executable, "-m", "config.run.prepare"], env=environment, cwd=ROOT, check=False
    )
    if prepared.returncode:
        sys.stderr.write("Casebook was not started: the step above did not succeed.\n")
        return 1
    supervisor = Supervisor(site.children(), environment)
    if "web" in site.parts:
        threading.Thread(target=_announce, args=(site, supervisor), daemon=True).start()
    supervisor.run()
    sys.stdout.write("Casebook has stopped.\n")
    return 0


def _keep_logs(site: Site) -> None:
    """What the processes write goes to the terminal and, rotated, to the data folder."""
    folder = site.folder / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = logging.handlers.RotatingFileHandler(
        folder / "casebook.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=[kept, terminal])


def _announce(site: Site, supervisor: Supervisor) -> None:
    """Say where the site is as soon as it answers, with the demo sign-ins if there are any."""
    host = f"[{site.host}]" if ":" in site.host else site.host
    local = "127.0.0.1" if site.host in {"0.0.0.0", "::"} else host  # noqa: S104 -- compared only
    while not supervisor.stopping.is_set():
        try:
            address = f"http://{local}:{site.port}/healthz"
            with urllib.request.urlopen(address, timeout=2):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    else:
        return
    lines = ["", f"Casebook is at {site.url}"]
    people = site.folder / DEMO_FILE
    if site.environment()["CASEBOOK_DEMO"] == "1" and people.is_file():
        lines += ["", "Demo people (role, sign-in, password):"]
        lines += [f"  {line}" for line in people.read_text(encoding="utf-8").splitlines()]
    lines += ["", "Ctrl-C stops it.", ""]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
