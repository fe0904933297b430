"""The api and worker processes: how they are assembled and run."""
