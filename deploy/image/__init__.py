"""The container image, built without an engine: locked packages of Debian, locked wheels, and Sinergi itself.

`python -m deploy.image` (`make image`) writes an OCI layout and its bill of materials. The same commit and the same
locks give the same digest: every file has one time and one owner, and bytecode does not depend on the builder's Python.
"""
