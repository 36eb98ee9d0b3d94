"""The kinds of request of the journey, each as one act of a person."""

import json
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bench.driving import Measured, Person, drive

# Pages are asked this often by each person of a round; the rest happens once, as in life.
PAGES_EACH = 5
# So often throughput at 8 and at 32 is measured next to each other.
TURNS = 5


class Journey:
    """The acts, for one course that the bench made."""

    def __init__(self, told: dict[str, Any], page_size: int) -> None:
        self.slug = told["slug"]
        self.questions = told["questions"]
        self.page_size = page_size

    def home(self, person: Person, *, count: bool = False) -> Any:
        return person.ask("GET", "/", count=count)

    def course(self, person: Person, *, count: bool = False) -> Any:
        return person.ask("GET", f"/courses/{self.slug}/", count=count)

    def lesson(self, person: Person, *, count: bool = False) -> Any:
        return person.ask("GET", f"/courses/{self.slug}/lesson/lesson-3/", count=count)

    def begin(self, person: Person) -> None:
        person.ask("POST", f"/courses/{self.slug}/start/", b"language=en", expect=(302,))
        person.leave()

    def start(self, person: Person, *, count: bool = False) -> Any:
        url = f"/courses/{self.slug}/lesson/quiz/attempt/"
        answer = person.ask("POST", url, b"", expect=(302,), count=count)
        person.attempt = str(answer[0].getheader("Location")).split("/")[-3]
        return answer

    def save(self, person: Person, *, count: bool = False) -> Any:
        person.sequence += 1
        question = self.questions[person.sequence % len(self.questions)]
        option = "abcd"[person.sequence % 4]
        save = {
            "sequence": person.sequence,
            "question": question,
            "form": {"answer.option": [option]},
        }
        body = json.dumps({"tab": person.tab, "saves": [save]}).encode()
        url = f"/attempts/{person.attempt}/steps/"
        return person.ask("POST", url, body, kind="application/json", count=count)

    def hand_in(self, person: Person, *, count: bool = False) -> Any:
        url = f"/attempts/{person.attempt}/hand-in/"
        return person.ask("POST", url, b"", expect=(302,), count=count)

    def result(self, person: Person, *, count: bool = False) -> Any:
        return person.ask("GET", f"/attempts/{person.attempt}/result/", count=count)

    def floor_page(self, person: Person, *, count: bool = False) -> Any:
        return person.ask("GET", f"/bench/page/{self.page_size}/", count=count)

    def floor_write(self, person: Person, *, count: bool = False) -> Any:
        person.sequence += 1
        form = {"tab": str(uuid.uuid4()), "sequence": person.sequence}
        return person.ask(
            "POST", "/bench/write/", urlencode(form).encode(), expect=(204,), count=count
        )


def take_round(
    journey: Journey, people: list[Person], *, at_once: int, cpu_of_server: Callable[[], float]
) -> list[Measured]:
    """Let fresh people take the whole journey, so many at once, one kind of request at a time.

    The floor is measured in the middle, between what is compared with it.
    """

    def measure(name: str, act: Callable[[Person], Any], times: int = 1) -> Measured:
        return drive(name, people, act, at_once=at_once, times=times, cpu_of_server=cpu_of_server)

    done = [measure("sign in", Person.enter)]
    for person in people:
        journey.begin(person)
    journey.lesson(people[0])
    people[0].leave()
    done += [
        measure("home", journey.home, PAGES_EACH),
        measure("course", journey.course, PAGES_EACH),
        measure("lesson", journey.lesson, PAGES_EACH),
        measure("start", journey.start),
        measure("floor page", journey.floor_page, PAGES_EACH),
        measure("save", journey.save, 10),
        measure("floor write", journey.floor_write, 10),
        measure("hand in", journey.hand_in),
        measure("result", journey.result, PAGES_EACH),
    ]
    return done


def throughput(
    journey: Journey, people: list[Person], *, cpu_of_server: Callable[[], float]
) -> list[float]:
    """Return how many lesson pages come out 32 at once for each that comes out 8 at once.

    Asked in turns, each next to the other: on a machine with other work to do, two rates that are
    minutes apart say more about that work than about the server.
    """
    shares = []
    for _turn in range(TURNS):
        few, many = (
            drive(
                "lesson",
                people,
                journey.lesson,
                at_once=at_once,
                times=PAGES_EACH,
                cpu_of_server=cpu_of_server,
            ).rate
            for at_once in (8, 32)
        )
        shares.append(many / few if few else 0.0)
    return shares


def count_queries(journey: Journey, person: Person) -> dict[str, int]:
    """Return the queries of each kind of request, asked of a warm server by one person."""
    person.enter()
    journey.begin(person)
    counted: dict[str, int] = {}
    acts: dict[str, Callable[..., Any]] = {
        "home": journey.home,
        "course": journey.course,
        "lesson": journey.lesson,
        "start": journey.start,
        "floor page": journey.floor_page,
        "save": journey.save,
        "floor write": journey.floor_write,
        "hand in": journey.hand_in,
        "result": journey.result,
    }
    for name, act in acts.items():
        if name in ("home", "course", "lesson", "save"):
            act(person)
        response, _content = act(person, count=True)
        counted[name] = int(response.getheader("X-Bench-Queries") or -1)
    person.leave()
    return counted
