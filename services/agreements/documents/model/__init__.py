"""The rules of documents: which are required, who checks them, and how long they are kept."""
