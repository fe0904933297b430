"""Tests of what operators use, with the tools of operators, which are built when they are first needed."""
