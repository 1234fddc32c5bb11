"""One module per form a resolution comes in; each turns bytes or text into what the rest of the package reads."""
