"""Starting runs, going on with them, and what each kind of run does."""

from courses.rollout.services.handing_over import Choice, choose_handover, hand_over
from courses.rollout.services.moving import MOVE, MoveOrder, request_move
from courses.rollout.services.regrading import (
    PREVIEW,
    REGRADE,
    Order,
    confirm_regrade,
    request_preview,
)
from courses.rollout.services.retaking import RETAKE, RetakeOrder, request_retake
from courses.rollout.services.running import (
    call_off_held,
    go_on,
    go_on_with_held,
    request_run,
    stop_run,
    take_up_runs,
)

__all__ = [
    "MOVE",
    "PREVIEW",
    "REGRADE",
    "RETAKE",
    "Choice",
    "MoveOrder",
    "Order",
    "RetakeOrder",
    "call_off_held",
    "choose_handover",
    "confirm_regrade",
    "go_on",
    "go_on_with_held",
    "hand_over",
    "request_move",
    "request_preview",
    "request_retake",
    "request_run",
    "stop_run",
    "take_up_runs",
]
