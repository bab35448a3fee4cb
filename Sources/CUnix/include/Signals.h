#ifndef CSYSTEM_SIGNALS_H
#define CSYSTEM_SIGNALS_H

#include <stddef.h>
#include <stdint.h>

// Catches the signal: its arrival is noted and makes the eventfd readable. 0, or -1 with errno.
int cs_signal_watch(int signal, int eventfd);
// The signals noted since the last call, one bit each (bit 0 is signal 0).
uint64_t cs_signal_take(void);

// Prepares for the death of the program: a fatal signal writes `restore` to `terminal`, puts back the modes the terminal has now, and writes
// `note` to standard error before the signal takes its usual course. The bytes must outlive the program.
void cs_crash_prepare(int terminal, const char *restore, size_t restore_length, const char *note, size_t note_length);
// Takes the terminal's part of it back, once the terminal is restored.
void cs_crash_release(void);

#endif
