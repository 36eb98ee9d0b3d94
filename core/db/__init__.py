"""What Casebook adds to Django's database backends."""
