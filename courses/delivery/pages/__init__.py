"""What each page shows, built from a release and one person's rows; no HTTP in here."""
