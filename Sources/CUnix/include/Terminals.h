#ifndef CSYSTEM_TERMINALS_H
#define CSYSTEM_TERMINALS_H

// Opens a pseudo-terminal; `name` gets the path of its other end. Its descriptor, or -1 with errno.
int cs_terminal_open(char *name, int length);
// Starts a program on the other end of a pseudo-terminal as the leader of a session of its own: its standard input, output and error are
// the terminal `path`. The process id, or -1 with errno.
int cs_spawn_on_terminal(const char *path, const char *program, char *const arguments[], char *const environment[]);
// Sets the size of a terminal in cells. 0, or -1 with errno.
int cs_terminal_resize(int fd, int columns, int rows);
// Reads the size of a terminal in cells. 0, or -1 with errno.
int cs_terminal_size(int fd, int *columns, int *rows);
// The bytes that can be read from a descriptor without waiting; 0 when that cannot be told.
int cs_waiting(int fd);
// Opens a file that is in memory only and is gone with its descriptor. The descriptor, or -1 when there is none that may hold `size` bytes.
int cs_memory_file(long long size);
// Makes `descriptor` stand for what `target` does, for this program and not for those it starts. 0, or -1 with errno.
int cs_redirect(int descriptor, int target);

#endif
