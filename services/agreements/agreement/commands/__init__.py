"""Commands on an agreement: drafting it, changing the draft, and announcing both."""
