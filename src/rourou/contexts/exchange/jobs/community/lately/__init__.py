"""What has been said, noted, promised, raised and done lately, of the hand-told cast: two terms to 24 November 2026."""

from rourou.contexts.exchange.jobs.community.lately.concerns import CONCERNS, PROMISES
from rourou.contexts.exchange.jobs.community.lately.supports import SUPPORTS
from rourou.contexts.exchange.jobs.community.lately.voices import NOTES, VOICES

__all__ = ["CONCERNS", "NOTES", "PROMISES", "SUPPORTS", "VOICES"]
