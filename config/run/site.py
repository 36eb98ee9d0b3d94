"""What `make run` starts: where the site listens, and the commands of its processes."""

import ipaddress
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from config.run.supervisor import Child
from core.tasks import QUEUES

PARTS = ("web", "worker", "scheduler")
ROOT = Path(__file__).resolve().parent.parent.parent


class StartRefused(Exception):
    """Casebook cannot start; the text is one sentence for a person."""


@dataclass(frozen=True)
class Site:
    """Where the site listens and what it keeps, from the environment."""

    host: str
    port: int
    url: str
    folder: Path
    on_sqlite: bool
    is_open: bool  # reachable from other machines, by listening or by a public address
    parts: tuple[str, ...] = PARTS

    @classmethod
    def from_environment(cls) -> "Site":
        """Read HOST, PORT, CASEBOOK_URL and CASEBOOK_DATA; StartRefused if they do not fit."""
        host = os.environ.get("HOST") or "127.0.0.1"
        text = os.environ.get("PORT") or "8000"
        if not text.isdecimal() or not 0 < int(text) < 65536:
            raise StartRefused(f"PORT must be a number from 1 to 65535, not {text!r}.")
        url = (os.environ.get("CASEBOOK_URL") or "").rstrip("/")
        if not url and not is_loopback(host):
            raise StartRefused(
                f"HOST={host} lets other machines in: set CASEBOOK_URL to the address that people "
                f"will type, for example CASEBOOK_URL=http://this-machine:{text}."
            )
        url = url or f"http://localhost:{text}"
        public = url.split("://")[-1].rsplit(":", 1)[0].strip("[]")
        return cls(
            host=host,
            port=int(text),
            url=url,
            folder=Path(os.environ.get("CASEBOOK_DATA") or ROOT / "var").resolve(),
            on_sqlite=os.environ.get("DATABASE_URL", "sqlite:").startswith("sqlite:"),
            is_open=not is_loopback(host) or not is_loopback(public),
            parts=_parts(os.environ.get("CASEBOOK_PARTS") or ",".join(PARTS)),
        )

    def environment(self) -> dict[str, str]:
        """What every process of the site is started with."""
        return {
            "CASEBOOK_DEMO": "0" if self.is_open else "1",
            **{name: value for name, value in os.environ.items() if value},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "CASEBOOK_DATA": str(self.folder),
            "CASEBOOK_URL": self.url,
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }

    def children(self) -> list[Child]:
        """Web, worker and scheduler. On SQLite one process writes for all people, so there is one
        of each; the number of threads is small because they queue for one write lock."""
        processes = os.environ.get("CASEBOOK_WEB_PROCESSES") or ("1" if self.on_sqlite else "2")
        threads = os.environ.get("CASEBOOK_WEB_THREADS") or "4"
        workers = "1" if self.on_sqlite else "2"
        address = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        web = ["gunicorn", "config.wsgi", "--bind", address, "--worker-class", "gthread"]
        web += ["--workers", processes, "--threads", threads, "--timeout", "60"]
        web += ["--graceful-timeout", "10", "--keep-alive", "5", "--log-level", "warning"]
        web += ["--no-control-socket"]
        if proxies := os.environ.get("CASEBOOK_TRUSTED_PROXIES"):
            web += ["--forwarded-allow-ips", proxies]
        celery = ["celery", "--quiet", "--app", "config"]
        worker = [*celery, "worker", "--pool", "prefork", "--concurrency", workers]
        worker += ["--queues", ",".join(QUEUES), "--without-gossip", "--without-mingle"]
        beat = [*celery, "beat", "--pidfile", ""]
        commands = {"web": web, "worker": worker, "scheduler": beat}
        return [Child(name, [sys.executable, "-m", *commands[name]]) for name in self.parts]

    def check_port(self) -> None:
        """StartRefused if the site cannot listen where it should."""
        if "web" not in self.parts:
            return
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise StartRefused(
                    f"Port {self.port} on {self.host} cannot be used ({error.strerror}): "
                    f"choose another one, for example PORT={self.port + 1} make run."
                ) from error


def _parts(text: str) -> tuple[str, ...]:
    named = {part.strip() for part in text.split(",")}
    if not named <= set(PARTS):
        raise StartRefused(f"CASEBOOK_PARTS must be of {', '.join(PARTS)}, separated by commas.")
    return tuple(part for part in PARTS if part in named)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
