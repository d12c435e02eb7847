from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedOrPlain(CompressedManifestStaticFilesStorage):
    """Names with a hash, kept by browsers for ever, once `collectstatic` has run.

    Until then plain names, which WhiteNoise serves from where the files lie, so that a newsroom starts
    without a build step.
    """

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
