"""Where the pages about the vault are, for the walks through all pages."""

from dasupport.ui.routes import Backups, Code, Keys, Log, NewKeys, Pin, Records, Route, Sort, Words

VAULT: tuple[Route, ...] = (Keys(), *map(Code, Sort), NewKeys(), Backups(), Records(), Pin(), Words(), Log())
