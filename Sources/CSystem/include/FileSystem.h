#ifndef CSYSTEM_FILE_SYSTEM_H
#define CSYSTEM_FILE_SYSTEM_H

/// Writes everything of the file system that the descriptor is on to the disk; -1 and errno on failure.
int csystem_sync_file_system(int descriptor);
#endif
