"""Foundations that every room of the house stands on: settings, accounts, verdicts, Vietnamese text."""
