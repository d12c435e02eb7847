from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedOrPlain(CompressedManifestStaticFilesStorage):
    """Names with a hash, kept by browsers for ever, for what `collectstatic` has collected.

    Plain names for all else, which WhiteNoise serves from where the files lie: so a newsroom starts without
    a build step, and a file that is newer than the last `collectstatic` is found all the same.
    """

    def stored_name(self, name: str) -> str:
        collected = self.hash_key(self.clean_name(name)) in self.hashed_files
        return super().stored_name(name) if collected else name
