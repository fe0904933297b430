"""What every screen has: layout, parts, words, menu, assets, forms, and the route class of pages.

`PageRoute` in `page_route.py` is the entrance; docs/console.md describes how a page is written.
"""
