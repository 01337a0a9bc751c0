"""The user interface: presenters (`screens`) build frozen screen values, widgets draw them in a `window`."""
