"""One module per format a `Resolution` can be written in; each reads the models and none of the source text's layout."""
