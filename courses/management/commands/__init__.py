"""Doors from the command line: each calls one service and tells what came of it."""
