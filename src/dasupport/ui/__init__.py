"""Windows. A screen is a picture of one frozen value: `screens` make it, `parts` draw it, `window` frames it."""
