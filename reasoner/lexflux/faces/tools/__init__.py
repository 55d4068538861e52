"""The tools that another program calls (Model Context Protocol): each reads, calls one function, and cites."""
