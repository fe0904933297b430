"""Refusals as problems of RFC 9457."""
