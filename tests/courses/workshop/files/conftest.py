"""Bringing files as a person does: uploaded, looked through by the task, confirmed."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.releases.models import Intake
from courses.releases.services import go_on_with
from tests.courses.workshop.conftest import EXAMPLE, url

type Bring = Callable[..., Intake]


def archive(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def example(**changes: tuple[str, str]) -> dict[str, str]:
    """The files of the example course, with one word in a file written otherwise."""
    files = {one.name: one.read_text() for one in Path(EXAMPLE).iterdir()}
    for name, (old, new) in changes.items():
        file = {"head": "course.yaml", "questions": "questions.yaml"}.get(name, f"{name}.en.md")
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1)
    return {f"example-course/{name}": text for name, text in files.items()}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def newest() -> Intake:
    return Intake.objects.latest("pk")


@pytest.fixture
def bring(now: datetime) -> Bring:
    """Upload a folder as an archive, and let the worker look it through."""

    def bring(client: Client, files: dict[str, str] | bytes, owner: object = None) -> Intake:
        content = files if isinstance(files, bytes) else archive(files)
        sent = {"folder": upload("some.zip", content), "owner": str(owner or "")}
        answer = client.post(url("file_list"), sent)
        assert answer.status_code == 302, answer.context["form"].errors
        return looked_through(newest(), now)

    return bring


def looked_through(intake: Intake, now: datetime) -> Intake:
    go_on_with(intake_id=intake.pk, at=now)
    intake.refresh_from_db()
    return intake


def confirm(client: Client, intake: Intake, now: datetime) -> Intake:
    answer = client.post(url("intake_confirm", intake.public_id))
    assert answer.status_code == 302
    return looked_through(intake, now)
