"""Measures the learner's journey over HTTP beside a floor from the same run; it compares.

`python -m bench` makes data of its own, starts the production server on loopback, drives it with
1, 8 and 32 people at a time and prints for every kind of request: requests a second, latency,
errors, queries, CPU of the server, and CPU as a ratio to the floor page. Owns no rule of the
product; nothing imports it.
"""
