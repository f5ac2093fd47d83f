"""Rourou: learning support, shared the way whānau and communities decide."""

__version__ = "0.1.0"
