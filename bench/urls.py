"""The product's addresses and the floor's."""

from django.urls import path

from bench.floor import floor_page, floor_write
from config.urls import *  # noqa: F403 -- handlers and addresses of the product as they are
from config.urls import urlpatterns as product

urlpatterns = [
    path("bench/page/<int:size>/", floor_page),
    path("bench/write/", floor_write),
    *product,
]
