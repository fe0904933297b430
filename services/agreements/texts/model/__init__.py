"""The data of papers, and the templates that write them."""
