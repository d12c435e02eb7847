"""Copy that comes by another way than a path: into a folder that is watched, by a stream, dropped in the desk."""
