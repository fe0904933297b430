"""The document store: files arrive as streams, are measured and encrypted, and are kept in a folder or in S3."""
