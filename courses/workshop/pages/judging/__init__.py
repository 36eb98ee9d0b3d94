"""What the pages of judging show: queues, one answer without its person, regrades."""
