"""The HTTP interface for programs: one table of operations, from which routes, OpenAPI and its page follow."""
