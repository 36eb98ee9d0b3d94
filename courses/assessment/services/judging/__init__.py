"""What people decide: contests, marking, fails that wait, late answers. A module for each.

Imports nothing here: handing in stands below `marking` and beside `waiting`.
"""
