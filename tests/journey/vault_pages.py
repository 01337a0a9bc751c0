"""Where the pages about the vault are, for the walks through all pages."""

from dasupport.ui.screen.routes import (
    Backups,
    CodeTask,
    Keys,
    Log,
    Pin,
    RecoveryCode,
    RescueFile,
    RetentionOverview,
    RotateKeys,
    Route,
)

VAULT: tuple[Route, ...] = (
    Keys(),
    *map(RecoveryCode, CodeTask),
    RotateKeys(),
    Backups(),
    RetentionOverview(),
    Pin(),
    RescueFile(),
    Log(),
)
