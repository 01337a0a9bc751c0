"""Where the pages about the vault are, for the walks through all pages."""

from dasupport.ui.routes import Backups, Code, Keys, Log, Pin, Records, Route, Sort, Words

VAULT: tuple[Route, ...] = (Keys(), *map(Code, Sort), Backups(), Records(), Pin(), Words(), Log())
