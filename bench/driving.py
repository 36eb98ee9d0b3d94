"""People who take the journey over HTTP: keep-alive connections, sessions, CSRF. Loopback only."""

import http.client
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Unexpected(Exception):
    """The server answered something else than the journey expects."""


@dataclass
class Person:
    """One signed-in browser without a screen."""

    port: int
    sign_in: str
    password: str
    csrf_cookie: str
    cookies: dict[str, str] = field(default_factory=dict)
    attempt: str = ""
    tab: str = field(default_factory=lambda: str(uuid.uuid4()))
    sequence: int = 0
    connection: http.client.HTTPConnection | None = None

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        kind: str = "application/x-www-form-urlencoded",
        expect: tuple[int, ...] = (200,),
        count: bool = False,
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send one request on the kept connection; raise Unexpected for another status."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": f"localhost:{self.port}", "Content-Type": kind}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers["Origin"] = f"http://localhost:{self.port}"
        if token := self.cookies.get(self.csrf_cookie):
            headers["X-CSRFToken"] = token
        if count:
            headers["X-Bench-Count"] = "1"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            self.connection = None
            raise
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";", 1)[0].partition("=")
                self.cookies[pair[0].strip()] = pair[2]
        if response.status not in expect:
            raise Unexpected(f"{method} {path}: {response.status}")
        return response, content

    def enter(self) -> None:
        """Sign in through the page that people use."""
        _response, page = self.ask("GET", "/account/login/")
        token = TOKEN.search(page)
        if token is None:
            raise Unexpected("the sign-in page has no token")
        form = {
            "login": self.sign_in,
            "password": self.password,
            "csrfmiddlewaretoken": token.group(1).decode(),
        }
        self.ask("POST", "/account/login/", urlencode(form).encode(), expect=(302,))

    def leave(self) -> None:
        """Close the kept connection."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


@dataclass
class Measured:
    """What one kind of request took: seconds each, errors, wall time and the server's CPU."""

    name: str
    seconds: list[float]
    errors: int
    wall: float
    cpu: float
    queries: int | None = None

    def quantile(self, share: float) -> float:
        """The latency in milliseconds that this share of the requests stayed within."""
        if not self.seconds:
            return 0.0
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.wall if self.wall else 0.0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's CPU for one request."""
        return 1000 * self.cpu / len(self.seconds) if self.seconds else 0.0


def drive(
    name: str,
    people: Iterable[Person],
    act: Callable[[Person], None],
    *,
    at_once: int,
    times: int,
    cpu_of_server: Callable[[], float],
) -> Measured:
    """Let so many people at once act so many times each, and measure it."""
    waiting = list(people)
    lock = threading.Lock()
    seconds: list[float] = []
    errors = 0

    def work() -> None:
        nonlocal errors
        while True:
            with lock:
                if not waiting:
                    return
                person = waiting.pop()
            for _time in range(times):
                started = time.perf_counter()
                try:
                    act(person)
                except (Unexpected, OSError, http.client.HTTPException):
                    with lock:
                        errors += 1
                    continue
                spent = time.perf_counter() - started
                with lock:
                    seconds.append(spent)
            person.leave()

    cpu, started = cpu_of_server(), time.perf_counter()
    threads = [threading.Thread(target=work) for _thread in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(name, seconds, errors, time.perf_counter() - started, cpu_of_server() - cpu)
