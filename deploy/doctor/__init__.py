"""Examines an installation from outside: thirteen checks, each with its findings and their fixes. Changes nothing."""
