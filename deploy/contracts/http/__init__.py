"""The HTTP interface as a contract: its OpenAPI documents, compared with those of the last release.

Clients of other offices send requests and read answers, so a change is judged by its direction: a request that was
accepted must still be accepted, and an answer must still have all that it had. An answer may gain fields, values and
problem types, because clients are asked to ignore the ones that they do not know.
"""
