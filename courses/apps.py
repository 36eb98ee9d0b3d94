from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the rooms that listen to the rooms below, and offer the places of the pages."""
        import courses.assessment.receivers  # noqa: PLC0415 -- connects signals
        import courses.certification.receivers  # noqa: PLC0415 -- connects signals
        import courses.retention.checks  # noqa: PLC0415 -- registers the check
        import courses.rollout.receivers  # noqa: F401, PLC0415 -- connects signals
        from accounts import trail_words  # noqa: PLC0415 -- apps are ready
        from courses.delivery import notices  # noqa: PLC0415 -- apps are ready
        from courses.delivery import places as delivery  # noqa: PLC0415 -- apps are ready
        from courses.oversight import places as oversight  # noqa: PLC0415 -- apps are ready
        from courses.oversight.trail_words import ACTIONS  # noqa: PLC0415 -- apps are ready
        from courses.retention import places as retention  # noqa: PLC0415 -- apps are ready
        from courses.retention.words import ACTIONS as OF_RETENTION  # noqa: PLC0415 -- apps are ready
        from courses.workshop import notices as workshop_notices  # noqa: PLC0415 -- apps are ready
        from courses.workshop import places as workshop  # noqa: PLC0415 -- apps are ready

        for room in (delivery, oversight, retention, workshop):
            room.register_places()
        notices.register_words()
        trail_words.register_actions({**ACTIONS, **OF_RETENTION})
        workshop_notices.register_words()
