"""One resolution copied by many hands: extractors, browsers and viewers lay out the same text differently."""
