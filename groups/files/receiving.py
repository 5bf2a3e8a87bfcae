"""Taking files from the network: no request can fill the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from groups.files.sorts import LARGEST_OF_ALL

LARGEST_TOGETHER = 3 * LARGEST_OF_ALL


class StopTakingHandler(FileUploadHandler):
    """Stands before Django's own handlers. Of a file that is too large it passes on just enough to say so."""

    together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.passed > LARGEST_OF_ALL or self.together > LARGEST_TOGETHER:
            return None
        self.passed += len(raw_data)
        self.together += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
