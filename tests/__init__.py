"""The tests. What each folder may touch stands in TESTING.md and is held by conftest.py."""
