"""The broker in a folder: nothing that lies in it stops the worker for good."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection, Exchange, Queue

import config.celery  # noqa: F401 -- gives the transport its name


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    options = {"folder": str(tmp_path)}
    with Connection("casebook-files://localhost//", transport_options=options) as connection:
        yield connection


def send(connection: Connection, body: object, queue: str = "default") -> None:
    with connection.Producer() as producer:
        producer.publish(
            body,
            routing_key=queue,
            declare=[Queue(queue, routing_key=queue)],
            serializer="json",
        )


def receive(connection: Connection, queue: str = "default") -> object:
    waiting = connection.SimpleQueue(queue)
    try:
        message = waiting.get(block=False)
        message.ack()
        return message.payload
    finally:
        waiting.close()


def test_messages_come_in_the_order_they_were_sent_and_once(connection: Connection) -> None:
    for number in range(3):
        send(connection, {"number": number})
    assert [receive(connection)["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        receive(connection)


def test_a_message_goes_to_its_own_queue(connection: Connection) -> None:
    send(connection, {"for": "slow"}, queue="slow")
    with pytest.raises(Empty):
        receive(connection, "default")
    assert receive(connection, "slow") == {"for": "slow"}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b'"text"', b'{"body": "half"}', b"\xff\xfe\x00", b"{}" * 5000],
    ids=["empty", "half", "null", "list", "text", "no-properties", "binary", "long"],
)
def test_a_broken_message_is_moved_aside_and_the_next_one_is_read(
    content: bytes, connection: Connection, tmp_path: Path
) -> None:
    send(connection, {"before": 1})
    assert receive(connection) == {"before": 1}
    name = f"{0:020d}_{uuid.uuid4().hex}.default.msg"
    (tmp_path / "queue" / name).write_bytes(content)
    send(connection, {"after": 1})
    assert receive(connection) == {"after": 1}
    assert [path.stem for path in (tmp_path / "broken").iterdir()] == [name.removesuffix(".msg")]
    assert list((tmp_path / "queue").iterdir()) == []


def test_a_folder_in_place_of_a_message_does_not_stop_the_rest(
    connection: Connection, tmp_path: Path
) -> None:
    (tmp_path / "queue").mkdir()
    (tmp_path / "queue" / "0_x.default.msg").mkdir()
    send(connection, {"after": 1})
    assert receive(connection) == {"after": 1}


@pytest.mark.parametrize("content", [b"", b"[[", b"{}"])
def test_a_broken_table_of_queues_is_written_anew(
    content: bytes, connection: Connection, tmp_path: Path
) -> None:
    name = f"fresh-{uuid.uuid4().hex}"  # a process declares a queue once
    (tmp_path / "control").mkdir()
    table = tmp_path / "control" / f"{name}.exchange"
    table.write_bytes(content)
    exchange = Exchange(name, type="direct")
    queue = Queue(name, exchange, routing_key=name)
    with connection.Producer() as producer:
        for number in range(2):
            producer.publish(number, exchange=exchange, routing_key=name, declare=[queue])
    assert name in table.read_text()
    assert [receive(connection, name), receive(connection, name)] == [0, 1]


def test_a_queue_can_be_counted_and_emptied(connection: Connection) -> None:
    for number in range(3):
        send(connection, number, queue="emptied")
    waiting = connection.SimpleQueue("emptied")
    assert (waiting.qsize(), waiting.clear(), waiting.qsize()) == (3, 3, 0)
    waiting.close()
