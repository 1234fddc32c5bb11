"""One module for each form that a resolution comes in. Each gives a `Source` and knows nothing of the models."""
