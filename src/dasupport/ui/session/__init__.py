"""The session on screen: context, editor, save queue, page drafts, chrome."""
