"""The production web server on loopback, with data of the bench's own; stopped at the end."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# A machine that is busy with other things takes a minute to load the product.
START_SECONDS = 240.0


class Server:
    """A running gunicorn and its workers."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port

    def pids(self) -> list[int]:
        """The server's processes, workers included."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [self.process.pid, *map(int, children.read_text().split())]

    def cpu(self) -> float:
        """Seconds of CPU that the server has used so far."""
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self) -> float:
        """Megabytes that the largest of its processes holds."""
        sizes = []
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    sizes.append(int(line.split()[1]) / 1024)
        return max(sizes)


def environment(folder: Path, port: int, database_url: str) -> dict[str, str]:
    """What the server and the data command run with."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "CASEBOOK_DATA": str(folder),
        "CASEBOOK_SECRET_KEY": "bench-only-" + "0123456789abcdef" * 3,
        "CASEBOOK_URL": f"http://localhost:{port}",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        **({"DATABASE_URL": database_url} if database_url else {}),
    }


@contextmanager
def running(folder: Path, port: int, *, database_url: str) -> Iterator[Server]:
    """Start the server as `make run` does, and end it by its id."""
    processes = "2" if database_url else "1"
    command = [sys.executable, "-m", "gunicorn", "bench.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", processes, "--threads", "4"]
    command += ["--timeout", "60", "--keep-alive", "5", "--log-level", "error"]
    command += ["--no-control-socket"]
    env = environment(folder, port, database_url)
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log)  # noqa: S603 -- ours
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once a worker answers: the port is open before the first of them has loaded."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError("the server ended at once")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    raise RuntimeError("the server did not start")
