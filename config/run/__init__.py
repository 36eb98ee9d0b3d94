"""`make run`: one command that prepares the data folder and keeps web, worker and scheduler alive.

`__main__` checks what can be checked and starts; `prepare` brings database, static files and the
library up to date; `supervisor` starts, watches and stops processes; `site` says what they are.
"""
