"""A whole Casebook in real processes, as `make run` starts it, with a database of its own.

    with RealSite(tmp_path) as site:
        httpx.get(site.url)

`kill()` ends the supervisor as a power cut would; `start()` again afterwards is the restart.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120
STOP_SECONDS = 40
# The last: a site has many processes, and what one compiles the next need not.
NOT_INHERITED = {"HOST", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RealSite:
    """One site: start it, ask it, stop it or kill it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.output = folder.with_name(f"{folder.name}-output.txt")
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("CASEBOOK_") and name not in NOT_INHERITED
        }
        self.environment |= {"CASEBOOK_DATA": str(folder), "PORT": str(self.port)}
        if "DATABASE_URL" not in environment:
            self.environment |= _services()
        self.environment |= environment

    def __enter__(self) -> "RealSite":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.process and self.process.poll() is None:
            self.stop()
        self.forget()

    def forget(self) -> None:
        """The site's own database is gone; for a site that was never started."""
        _drop_database(self.environment.get("DATABASE_URL", ""))

    def start(self) -> None:
        """The site answers; raises with what it wrote if it does not."""
        self.process = self.start_process()
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            ended = self.process.poll() is not None
            if ended or time.monotonic() > end:
                raise AssertionError(f"The site did not start:\n{self.output.read_text()}")
            time.sleep(0.1)

    def start_process(self) -> subprocess.Popen[bytes]:
        """Start it without waiting; what it writes goes to `output`."""
        with self.output.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
            )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> int:
        """Stopped as Ctrl-C would; returns the exit status."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=STOP_SECONDS)

    def kill(self) -> None:
        """Killed with everything it started, without a chance to tidy up."""
        assert self.process
        self.process.kill()
        self.process.wait()
        while alive := self.processes():
            for pid in alive:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command on the site's data."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**self.environment, "CASEBOOK_URL": self.url},
            capture_output=True,
            text=True,
            check=False,
        )

    def processes(self) -> list[int]:
        """Every process of this site that is alive, by its data folder."""
        mark = f"CASEBOOK_DATA={self.folder}\0".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (path / "environ").read_bytes() + b"\0":
                    found.append(int(path.name))
            except OSError:
                continue
        return found


def _services() -> dict[str, str]:
    """The services of the test run, with a database and a Redis number of the site's own."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        return {}
    name = f"casebook_run_{uuid.uuid4().hex[:12]}"
    with _administration(given) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    services = {"DATABASE_URL": urlsplit(given)._replace(path=f"/{name}").geturl()}
    number = 10 + int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0) % 6
    for variable in ("CACHE_URL", "CELERY_BROKER_URL"):
        if os.environ.get(variable, "").startswith("redis"):
            services[variable] = urlsplit(os.environ[variable])._replace(path=f"/{number}").geturl()
    return services


def _drop_database(url: str) -> None:
    name = urlsplit(url).path.removeprefix("/")
    if name.startswith("casebook_run_"):
        with _administration(url) as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _administration(url: str) -> Iterator[object]:
    import psycopg

    with psycopg.connect(
        urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True
    ) as link:
        yield link.cursor()
