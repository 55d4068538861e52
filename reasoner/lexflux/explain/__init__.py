"""A decision explained: why each norm holds or not, as an RDF graph, text, Markdown memo, tree or JSON."""
