"""Plans that were stopped before get the code of the sentence that was kept with them."""

from typing import Any

from django.db import migrations

BATCH = 500
MOVED = "These would mean another version on this day: "
BEGINNINGS = {
    "Who planned this may no longer publish": "no-right",
    "The draft was edited since": "draft-moved",
    "This candidate has expired": "expired",
    "This candidate was published before": "already-published",
    "This candidate needs the approval": "approval-missing",
}


def stopped_by(why: str) -> dict[str, Any]:
    """Return code and data of a kept sentence; one that nobody knows stays as it was told."""
    if why.startswith(MOVED):
        moved = why.removeprefix(MOVED).removesuffix(".").replace("→ none", "→ —")
        return {"code": "references-moved", "moved": moved.split(", ")}
    if why.startswith("Release ") and why.endswith(" says the same."):
        return {"code": "already-published"}
    for beginning, code in BEGINNINGS.items():
        if why.startswith(beginning):
            return {"code": code}
    return {"code": "told", "words": why}


def fill(apps: Any, schema_editor: Any) -> None:
    """Safe to run again: only rows without a code are looked at."""
    plans = apps.get_model("courses", "PublishPlan")
    rows = plans.objects.filter(state="stopped", stopped={}).exclude(why="").order_by("pk")
    while batch := list(rows[:BATCH]):
        for plan in batch:
            plan.stopped = stopped_by(plan.why)
        plans.objects.bulk_update(batch, ["stopped"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0023_plans_stopped_by_codes")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
